import type { RuleName } from "../model/kernels/index.ts";
import type { Proposal } from "../model/Proposal.ts";

/** A kernel as it was before one of its rules. */
export function withoutRule(rule: RuleName): Proposal {
  return {
    id: `without-${rule}`,
    what: `the rule ${rule} is taken back`,
    why: "To see whether it is what mended the bug.",
    switches: { [rule]: false },
    changes: [],
  };
}

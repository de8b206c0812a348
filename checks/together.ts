import type { Proposal } from "../model/Proposal.ts";
import type { Switches } from "../model/Switches.ts";
import { UsageError } from "./UsageError.ts";

/** Several proposals as one. */
interface Together extends Proposal {
  readonly parts: readonly Proposal[];
}

/** Between the ids of proposals that are checked together. */
const and = " + ";

/**
 * Proposals as one that has the changes of all, in their order: of two that replace a step the later one
 * sees the earlier one's as the original. Its id is theirs with " + " between. Null of none.
 *
 * @throws {UsageError} Two have one id, or set a switch to different values.
 */
export function together(proposals: readonly Proposal[]): Proposal | null {
  if (proposals.length < 2) return proposals[0] ?? null;
  const by = new Map<string, Proposal>();
  for (const [at, proposal] of proposals.entries()) {
    if (proposals.findIndex(({ id }) => id === proposal.id) !== at) {
      throw new UsageError(`proposal ${proposal.id} is given twice`, "Give each once.");
    }
    for (const [name, value] of Object.entries(proposal.switches ?? {})) {
      const before = by.get(name);
      if (before !== undefined && before.switches?.[name as keyof Switches] !== value) {
        throw new UsageError(
          `${proposal.id} sets the switch ${name} to ${value}, and ${before.id} to ${!value}`,
          "Leave one of the two proposals out.",
        );
      }
      by.set(name, proposal);
    }
  }
  const all: Together = {
    id: proposals.map(({ id }) => id).join(and),
    what: proposals.map(({ what }) => what).join("; "),
    why: proposals.map(({ why }) => why).join(" "),
    switches: Object.assign({}, ...proposals.map(({ switches }) => switches)),
    changes: proposals.flatMap(({ changes }) => changes ?? []),
    parts: proposals,
  };
  return all;
}

/** The proposals of which one was put together; of another one itself. */
export function partsOf(proposal: Proposal): readonly Proposal[] {
  return "parts" in proposal ? (proposal as Together).parts : [proposal];
}

/** The ids in the id of proposals that are checked together. */
export function idsIn(id: string): string[] {
  return id.split(and);
}

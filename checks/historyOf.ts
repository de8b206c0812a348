import type { Bug } from "../history/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import { checkSystem } from "./checkSystem.ts";
import type { Row } from "./Row.ts";
import { subjectOf } from "./Subject.ts";
import { findInvariant, findScenario } from "./select.ts";
import { withoutRule } from "./withoutRule.ts";

/** What came of a bug: it is one, it was mended, and by that. */
export interface Proof {
  readonly bug: Bug;
  /** On the release that has it; with a trace if that is wanted. */
  readonly before: Row;
  /** On the first that does not. */
  readonly after: Row;
  /** On that one without the rule that mended it. */
  readonly reverted: Row;
  /** violated, holds, violated. */
  readonly isProven: boolean;
}

/** Checks a bug on both sides of its fix, and without it. */
export function historyOf(bug: Bug, { traces = true }: { readonly traces?: boolean } = {}): Proof {
  const rowOn = (kernel: string, proposal: Proposal | null, isTraced: boolean): Row => {
    const law = findInvariant(bug.breaks);
    const subject = subjectOf(findScenario(bug.scenario), kernel, bug.mapping, proposal, [law]);
    const { rows } = checkSystem(subject, { traces: isTraced });
    const row = rows.find(({ property }) => property === bug.breaks);
    if (row === undefined) throw new RangeError(`${bug.id}: ${bug.breaks} is not asked`);
    return row;
  };
  const before = rowOn(bug.refuted, null, traces);
  const after = rowOn(bug.holds, null, false);
  const reverted = rowOn(bug.holds, withoutRule(bug.fix.rule), false);
  const isProven =
    before.verdict === "violated" && after.verdict === "holds" && reverted.verdict === "violated";
  return { bug, before, after, reverted, isProven };
}

import type { Subject } from "./Subject.ts";
import { partsOf } from "./together.ts";

/** The user's files of which a trace of this property is made, in the order of the command line. */
export function filesOf(
  { scenario, invariants, proposal }: Subject,
  property: string,
): readonly string[] {
  const law = invariants.find(({ id }) => id === property);
  const used = [
    scenario,
    ...(law === undefined ? [] : [law]),
    ...((proposal && partsOf(proposal)) ?? []),
  ];
  return [...new Set(used.flatMap(({ file }) => file ?? []))];
}

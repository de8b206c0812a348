import { aRun, deadlock, stepError } from "../counterexamples/index.ts";
import { type Invariant, invariants } from "../invariants/index.ts";
import { findInvariant } from "./select.ts";

const ends: Readonly<Record<string, string>> = {
  [deadlock]: "Some actor can always go on.",
  [stepError]: "No step breaks a rule of the model.",
  [aRun]: "A run of the model; nothing is claimed of its end.",
};

/** What should be so: a law's own statement, or that of an end of runs. Refuses an unknown name. */
export function statementOf(property: string, laws: readonly Invariant[] = invariants): string {
  const law = laws.find(({ id }) => id === property);
  return ends[property] ?? (law ?? findInvariant(property)).statement;
}

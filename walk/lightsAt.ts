import { endOf, type Run, wrongIn } from "../counterexamples/index.ts";
import type { Invariant } from "../invariants/index.ts";
import type { Walk } from "./Walk.ts";

/** silent: its antecedent is false here, so it says nothing. error: it throws. */
export type Light = "holds" | "violated" | "silent" | "error";

/** What a law says after some steps of a run, and of what is against it where it tells. */
export interface LawLight {
  readonly law: Invariant;
  readonly light: Light;
  readonly wrong: string | null;
}

/** What every law says after so many steps, evaluated on the uncompiled model. */
export function lightsAt(walk: Walk, at: number): LawLight[] {
  const { states, steps } = walk.run;
  const run: Run = { states: states.slice(0, at + 1), steps: steps.slice(0, at) };
  return walk.subject.invariants.map((law) => lightOf(walk, run, law));
}

function lightOf({ reference }: Walk, run: Run, law: Invariant): LawLight {
  const end = endOf(reference, run, law.id);
  if (end?.kind === "error") return { law, light: "error", wrong: end.message };
  if (end !== null) return { law, light: "violated", wrong: wrongIn(reference, run, law.id) };
  const property = reference.system.properties.find(({ id }) => id === law.id);
  const last = run.states[run.states.length - 1];
  const speaks = reference.look(last, (moment) => property?.antecedent(moment) ?? false);
  return { law, light: speaks ? "holds" : "silent", wrong: null };
}

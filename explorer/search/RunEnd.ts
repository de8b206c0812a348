import { languageErrorOf, type Property, type System } from "../../model/language/index.ts";
import { Reference, type RunState } from "../reference/index.ts";
import type { Move } from "./pathTo.ts";

/** Where a run ends, for people: its moves are taken again on the reference, which has plain values. */
export class RunEnd<S> {
  private readonly reference: Reference<S>;
  /** Null where the reference does not follow: no two runs of such a step need be alike. */
  private readonly states: readonly RunState[] | null;

  constructor(system: System<S>, moves: readonly Move[]) {
    this.reference = new Reference(system);
    this.states = statesOf(this.reference as Reference, moves);
  }

  /** What the last state holds, and what each actor does next there. */
  lines(): string[] {
    const state = this.states?.at(-1);
    if (state === undefined) {
      return [
        "  the reference does not follow this run: is a step impure? Compile with checkPurity.",
      ];
    }
    const { reference } = this;
    const next = reference.system.actors.map(({ name }, actor) => {
      const place = reference.placeOf(state, actor);
      return `${name} ${place === null ? "finished" : `${place.procedure.name}.${place.step}`}`;
    });
    return [`  s: ${JSON.stringify(reference.content(state).s)}`, `  next: ${next.join(", ")}`];
  }

  /** What a property throws there, or of the last step; null if it throws nothing. */
  thrownBy(property: Property<S>): string | null {
    const { reference, states } = this;
    const after = states?.at(-1);
    if (after === undefined) return null;
    const before = states?.at(-2);
    try {
      reference.look(after, (moment) => property.antecedent(moment));
      if (property.over === "states") reference.look(after, (moment) => property.holds(moment));
      else if (before !== undefined) {
        reference.lookAtStep(before, after, (then, now) => property.holds(then, now));
      }
      return null;
    } catch (thrown) {
      return languageErrorOf(thrown).message;
    }
  }
}

/** From the initial state on; without one where the last move leads to none. */
function statesOf(reference: Reference, moves: readonly Move[]): RunState[] | null {
  const states = [reference.initial];
  for (const [at, { actor, procedure, step, choices }] of moves.entries()) {
    const state = states[states.length - 1];
    const place = reference.placeOf(state, actor);
    if (place?.procedure.name !== procedure || place.step !== step) return null;
    const outcome = outcomeOf(() => reference.step(state, actor, choices)?.outcome);
    if (outcome?.kind === "taken") states.push(outcome.after);
    else if (outcome === undefined || at < moves.length - 1) return null;
  }
  return states;
}

function outcomeOf<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined; // It chooses otherwise than before, or breaks a rule that it kept.
  }
}

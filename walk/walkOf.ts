import type { Subject } from "../checks/index.ts";
import { type Run, tracedRun } from "../counterexamples/index.ts";
import { Reference, type ReferenceStep, type RunState } from "../explorer/reference/index.ts";
import { systemOf } from "../scenarios/index.ts";
import { blockedBy } from "./blockedBy.ts";
import type { NamedMove } from "./NamedMove.ts";
import type { Walk } from "./Walk.ts";

/** Takes moves by their names, one after the other, on the system of a subject, as far as that goes. */
export function walkOf(subject: Subject, moves: readonly NamedMove[]): Walk {
  const { scenario, kernel, mapping, invariants, proposal } = subject;
  const system = systemOf(scenario, kernel, mapping, invariants, proposal);
  const reference = new Reference(system) as Reference;
  const states = [reference.initial];
  const steps: ReferenceStep[] = [];
  let stopped: string | null = null;
  for (const [at, move] of moves.entries()) {
    const state = states[states.length - 1];
    const step = stepFor(reference, state, move);
    if (step === undefined) {
      stopped = `step ${at + 1}, ${move.actor} in ${move.place}: ${whyNot(reference, state, move)}`;
      break;
    }
    steps.push(step);
    if (step.outcome.kind !== "taken") break; // It breaks a rule of the model, and leads to no state.
    states.push(step.outcome.after);
  }
  const run: Run = { states, steps };
  return {
    subject,
    reference,
    run,
    moves: moves.slice(0, steps.length),
    ...tracedRun(reference, run),
    stopped,
  };
}

/** The name of a step that was taken, or can be. */
export function nameOf(reference: Reference, taken: ReferenceStep): NamedMove {
  const { actor, procedure, step, chosen } = taken;
  return {
    actor: reference.system.actors[actor].name,
    place: `${procedure.name}.${step}`,
    chosen: chosen.map(String),
  };
}

function stepFor(
  reference: Reference,
  state: RunState,
  move: NamedMove,
): ReferenceStep | undefined {
  const actor = actorOf(reference, move);
  if (actor < 0) return undefined;
  const wanted = JSON.stringify([move.place, move.chosen]);
  return reference.stepsOf(state, actor).find((step) => {
    const { place, chosen } = nameOf(reference, step);
    return JSON.stringify([place, chosen]) === wanted;
  });
}

function actorOf({ system }: Reference, { actor }: NamedMove): number {
  return system.actors.findIndex(({ name }) => name === actor);
}

function whyNot(reference: Reference, state: RunState, move: NamedMove): string {
  const actor = actorOf(reference, move);
  if (actor < 0) return "there is no such actor here";
  const place = reference.placeOf(state, actor);
  if (place === null) return "it has finished";
  const here = `${place.procedure.name}.${place.step}`;
  if (here !== move.place) return `it stands before ${here}`;
  const possible = reference.stepsOf(state, actor);
  if (possible.length > 0) return `it cannot choose ${move.chosen.join(", ")}`;
  return blockedBy(reference, state, actor) ?? "it is blocked";
}

import type { Reference, ReferenceStep, RunState } from "../explorer/reference/index.ts";

/** One step of a run, as little as is needed to take it again: who, and which choices. */
export interface Move {
  /** By its place in the system's list of actors. */
  readonly actor: number;
  readonly choices: readonly number[];
}

/** A run on the reference: the states, and the steps between them. */
export interface Run {
  readonly states: readonly RunState[];
  /** One fewer than the states; or as many, if the last one breaks a rule and leads to no state. */
  readonly steps: readonly ReferenceStep[];
}

/** Takes the moves one after the other on the reference; throws where one cannot be taken. */
export function replay(reference: Reference, moves: readonly Move[]): Run {
  const states = [reference.initial];
  const steps: ReferenceStep[] = [];
  for (const [at, { actor, choices }] of moves.entries()) {
    const step = reference.step(states[states.length - 1], actor, choices);
    if (step === null) {
      throw new Error(`step ${at + 1}: ${reference.system.actors[actor].name} is blocked`);
    }
    steps.push(step);
    if (step.outcome.kind === "taken") states.push(step.outcome.after);
    else if (at < moves.length - 1) throw new Error(`step ${at + 1} leads to no state`);
  }
  return { states, steps };
}

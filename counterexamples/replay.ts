import type { Codes, Compiled } from "../explorer/compile/index.ts";
import { Reference, type ReferenceStep } from "../explorer/reference/index.ts";
import type { Move } from "./moves.ts";

/** A run on the reference: the states, and the steps between them. */
export interface Run {
  readonly states: readonly Codes[];
  readonly steps: readonly ReferenceStep[];
}

/** Takes the moves one after the other on the reference; throws where one cannot be taken. */
export function replay(compiled: Compiled, moves: readonly Move[]): Run {
  const reference = new Reference(compiled);
  const { actors } = compiled.unfolded.program;
  const states = [reference.initial];
  const steps: ReferenceStep[] = [];
  for (const { actor, choices } of moves) {
    const step = reference.step(states[states.length - 1], actors[actor], choices);
    if (step === null) {
      throw new Error(`step ${steps.length + 1}: ${actors[actor].actor.name} is blocked`);
    }
    steps.push(step);
    states.push(step.after);
  }
  return { states, steps };
}

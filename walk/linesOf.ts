import type { TraceStep } from "../counterexamples/index.ts";
import { describe, told } from "../render/index.ts";
import type { Walk } from "./Walk.ts";

/** A line of the lanes: a step, and those before it that only passed on, if they are folded. */
export interface LaneLine {
  readonly actor: string;
  readonly says: string;
  readonly changes: readonly string[];
  readonly step: TraceStep;
  /** How many steps have been taken after it. */
  readonly at: number;
}

/** A run line by line; every step is a line of its own where nothing is to be folded. */
export function linesOf({ states, steps }: Walk, isFolded: boolean): LaneLine[] {
  const lines = told({ initial: states[0], steps });
  const ends = new Map(
    lines.map(({ step, ...line }) => [steps.indexOf(step) + 1, { step, ...line }]),
  );
  return steps.flatMap((step, before): LaneLine[] => {
    const at = before + 1;
    const line = ends.get(at);
    if (line !== undefined) return [{ ...line, at }];
    const says = `goes on in ${step.procedure}`;
    return isFolded ? [] : [{ actor: step.actor, says, changes: [], step, at }];
  });
}

/** A lock that an actor holds. */
export interface HeldLock {
  readonly label: string;
  readonly actor: string;
}

/** Who holds which lock after so many steps. */
export function locksAt({ states }: Walk, at: number): HeldLock[] {
  const state = states[Math.min(at, states.length - 1)];
  return [...describe(state).values()]
    .filter(({ kind, isAtRest }) => kind === "lock" && !isAtRest)
    .flatMap(({ label, text }) =>
      [...text.matchAll(/ by ([^,]+)/g)].map(([, actor]) => ({ label, actor })),
    );
}

import type { CoverCheck } from "./CoverCheck.ts";
import type { Location } from "./Location.ts";
import type { PropertyCheck } from "./PropertyCheck.ts";

/** What a search has found so far. */
export class Findings {
  transitions = 0;
  lookups = 0;
  /** The first state in which nothing can happen, or -1. */
  deadlock = -1;
  error: Location | null = null;
  outOfScope: Location | null = null;
  readonly checks: readonly PropertyCheck[];
  readonly covers: readonly CoverCheck[];
  /** By transition: was it ever taken? */
  readonly taken: Uint8Array;

  constructor(
    checks: readonly PropertyCheck[],
    covers: readonly CoverCheck[],
    transitions: number,
  ) {
    this.checks = checks;
    this.covers = covers;
    this.taken = new Uint8Array(transitions);
  }

  /** Was this found: a property that is broken, "deadlock", "error"? */
  has(id: string): boolean {
    if (id === "deadlock") return this.deadlock >= 0;
    if (id === "error") return this.error !== null;
    return this.checks.some((check) => check.id === id && check.isViolated);
  }

  /** Checks the states `from` to `to`; the number is that of the state at place 0. Calm: nothing is wrong there. */
  lookAtStates(
    states: Int32Array,
    [from, to]: readonly [from: number, to: number],
    first: number,
    isCalm = false,
  ): void {
    for (const check of this.checks) check.lookForWitness(states, from, to, first);
    for (const cover of this.covers) cover.lookForState(states, from, to, first);
    if (isCalm) return;
    for (const check of this.checks) check.lookForWrong(states, from, to, first);
    for (const cover of this.covers) cover.lookForError(states, from, to, first);
  }
}

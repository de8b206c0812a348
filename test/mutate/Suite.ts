import type { Part } from "./Mutant.ts";

/** What a trial is remembered by: with nothing changed, what it took and what it said. */
export interface Memory {
  readonly name: string;
  readonly milliseconds: number;
  /** The mutants that would have made a difference to what it ran. */
  readonly differing: readonly number[];
  /** What the trial itself needs to see whether something has changed. */
  readonly facts: unknown;
  readonly only: Part | null;
}

/** Something that may see a mutant: a system to check, a law asked of states made by hand, a test. */
export interface Trial {
  readonly name: string;
  /** It may kill mutants of this part only: of others it says more than a verdict. */
  readonly only?: Part;
  /** With nothing changed: what to remember. */
  remember(): unknown;
  /** With a mutant: what is wrong now, or null. What it throws is wrong too. */
  wrong(facts: unknown): string | null;
}

/** What the bundle of the instrumented sources exports. */
export interface Suite {
  readonly trials: readonly Trial[];
}

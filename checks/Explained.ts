/** What explains a counterexample beside its steps, which are counted from 1. */
export interface Explained {
  /** Steps of the run without which, wherever they are taken, the law is never broken; null: a bound was met. */
  readonly needed: readonly number[] | null;
  /**
   * After how many steps the law could still be kept: some run from there brings everybody back to where they
   * began without breaking it; after the next step none does. Null: a bound was met.
   */
  readonly keptUntil: number | null;
  /** The same run where one thing is otherwise and the law holds: the first step that differs. */
  readonly repaired: readonly Repaired[];
}

/** A repair, and where the run is another with it. */
export interface Repaired {
  /** "the rule delayRmap (6.2)", or a proposal that is left out. */
  readonly by: string;
  /** Null: the whole run is possible, and does not break the law. */
  readonly step: number | null;
  /** What the actor does there instead, or that it waits. */
  readonly instead: string;
}

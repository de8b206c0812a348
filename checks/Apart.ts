import type { Trace } from "../counterexamples/index.ts";

/** Where a proposal makes a difference that no verdict shows. */
export interface Apart {
  /**
   * What the trace leads to, on a shortest way: a state that is reached only with the proposal, or, if there
   * is none, only without it. nowhere: they reach the same states. unknown: there are too many to look.
   */
  readonly reached: "with" | "without" | "nowhere" | "unknown";
  readonly trace: Trace | null;
}

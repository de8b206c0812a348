import type { Trace } from "../counterexamples/index.ts";
import type { BoundHit } from "../explorer/search/index.ts";

/**
 * holds: in every reachable state of the scope. violated: with a trace. vacuous: it never said
 * anything, so it shows nothing. incomplete: a bound was hit first. deadlock: nothing can happen any
 * more. reached, never: of a cover.
 */
export type Verdict =
  | "holds"
  | "violated"
  | "vacuous"
  | "incomplete"
  | "deadlock"
  | "reached"
  | "never";

/** One property of one scenario on one kernel and mapping: what `check --json` prints. */
export interface Row {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly proposal: string | null;
  readonly property: string;
  readonly verdict: Verdict;
  /** What the scenario says that it should be, and whether it is. */
  readonly expected: Verdict;
  readonly met: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly bound: BoundHit | null;
  readonly trace: Trace | null;
}

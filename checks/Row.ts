import type { Trace } from "../counterexamples/index.ts";
import type { Exploration } from "../explorer/search/index.ts";
import type { Apart } from "./Apart.ts";
import type { Costs } from "./Costs.ts";
import type { Explained } from "./Explained.ts";
import type { Retry } from "./Retry.ts";

/**
 * holds: in every reachable state of the scope. violated: with a trace. vacuous: it never said
 * anything, or the proposal is never used, so it shows nothing. incomplete: a bound was hit first.
 * deadlock: nothing can happen any more. error: a step or the property itself breaks a rule of the
 * model, with a trace. reached, never: of a cover; never also of a deadlock or an error that a proposal
 * makes appear or disappear.
 */
export type Verdict =
  | "holds"
  | "violated"
  | "vacuous"
  | "incomplete"
  | "deadlock"
  | "error"
  | "reached"
  | "never";

/** The figures of a search, as a row repeats them. */
type Figures = Pick<
  Exploration,
  "states" | "transitions" | "depth" | "seconds" | "bytes" | "bound"
>;

/** A proposal, and what of it a system does not use. */
export interface Unused {
  readonly proposal: string;
  /** Switches that nobody asks for or that are so anyway, and steps that nobody can take: "procedure.step". */
  readonly names: readonly string[];
  /** Is that all of it? */
  readonly isWhole: boolean;
}

/** One property of one scenario on one kernel and mapping: what `check --json` prints. */
export interface Row extends Figures {
  readonly scenario: string;
  readonly kernel: string;
  /** What nobody has looked up of the kernel, and what the scenario adds to it; null if nothing. */
  readonly caveat: string | null;
  readonly mapping: string;
  readonly proposal: string | null;
  readonly property: string;
  readonly verdict: Verdict;
  /** With a proposal, what it is without; null without one, or where nobody asked. */
  readonly before: Verdict | null;
  /** What of its proposals makes no difference here. */
  readonly unused: readonly Unused[];
  /** With a proposal, what its system costs without it and with it; else null. */
  readonly costs: { readonly before: Costs; readonly after: Costs } | null;
  /** With a proposal that changes no verdict of its system, where it makes a difference; else null. */
  readonly apart: Apart | null;
  /** What the scenario says that it should be, and whether it is; after a `before`, whether it is no worse. */
  readonly expected: Verdict;
  readonly met: boolean;
  readonly trace: Trace | null;
  /** What explains the trace; null where nobody asked. */
  readonly explained: Explained | null;
  /** More of them, each with another last step or something else wrong at its end; none where nobody asked. */
  readonly others: readonly Trace[];
  /** Who can go round for ever, where that was asked: of possible progress. */
  readonly retries?: readonly Retry[];
}

import type {
  CheckOptions,
  Flipped,
  Proof,
  Result,
  RuleChange,
  SmallestSets,
  Subject,
} from "../../checks/index.ts";
import type { Checkpoint } from "../checkpoint/index.ts";

/** How systems are checked, and what is said of them besides. */
export interface How {
  readonly options: CheckOptions;
  /** With a proposal: what each row says without it, and what it costs. */
  readonly isCompared?: boolean;
  /** What explains each counterexample. */
  readonly isExplained?: boolean;
  /** What can go on for ever, or never again. */
  readonly isLiveness?: boolean;
  /** Of one system, which is a job for the thread at hand: it cannot be sent. */
  readonly checkpoint?: Checkpoint;
}

/** Systems that may share searches, one after the other. */
export interface CheckJob {
  readonly subjects: readonly Subject[];
  readonly how: How;
  /** Their places among all of the run, and how many these are. */
  readonly places: readonly number[];
  readonly of: number;
}

/** A bug of the past, by its name. */
export interface ProofJob {
  readonly subjects: readonly [];
  readonly bug: string;
  readonly traces: boolean;
  /** Its place among those of the run, and how many these are. */
  readonly place: number;
  readonly of: number;
}

/** Verdicts of one system that flip. */
export interface WhyJob {
  readonly subjects: readonly Subject[];
  readonly flips: readonly Flipped[];
}

/**
 * Each kind of work: what a job of it takes, and what is found. Jobs do not depend on each other. Nothing but the
 * subjects holds functions, so all else can be sent to another thread.
 */
export interface Work {
  readonly check: { readonly job: CheckJob; readonly found: readonly Omit<Result, "subject">[] };
  readonly proof: { readonly job: ProofJob; readonly found: Proof };
  readonly why: {
    readonly job: WhyJob;
    readonly found: readonly SmallestSets<RuleChange>[];
  };
}

export type Kind = keyof Work;

/** Is given what is found of a job so far, made only where it is asked for. */
export type Keep<K extends Kind> = (foundOf: () => Work[K]["found"]) => void;

/** Is told how far a job is; the text is made only where it is shown. */
export type Tell = (textOf: () => string) => void;

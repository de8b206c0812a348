import type { End } from "./endOf.ts";

/** The version of the trace format: raised when a reader of the old one would misread the new. */
export const traceSchemaName = "ptecheck-trace/1";

/** What a trace is of. */
export interface TraceSubject {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly proposal: string | null;
  /** The files of the user's that it is of: needed to run it again. */
  readonly files: readonly string[];
  /** The property that the last step breaks, or "deadlock", or "error". */
  readonly property: string;
  readonly statement: string;
}

/** A run from the initial state to where a property fails, and all that is needed to run it again. */
export interface Trace extends TraceSubject {
  readonly schema: typeof traceSchemaName;
  /** What is wrong at its end; an error is of a step, or of the property itself. */
  readonly end: End["kind"];
  /** Which rule of the model is broken, if one is. */
  readonly error: string | null;
  readonly steps: readonly TraceStep[];
  /** What the last state looks like. */
  readonly last: Readonly<Record<string, string>>;
}

/** A step: who took it, where, and what it changed. */
export interface TraceStep {
  readonly actor: string;
  readonly procedure: string;
  readonly step: string;
  /** Which options the step chose, by their numbers, and as they are written. */
  readonly choices: readonly number[];
  readonly chosen: readonly string[];
  readonly changes: readonly Change[];
}

/** A part of the state before and after a step. */
export interface Change {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

import type { Entry, Value } from "./Entry.ts";
import type { End } from "./endOf.ts";

/** The version of the trace format: raised when a reader of the old one would misread the new. */
export const traceSchemaName = "ptecheck-trace/2";

/** What a trace is of. */
export interface TraceSubject {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly proposal: string | null;
  /** The files of the user's that it is of: needed to run it again. */
  readonly files: readonly string[];
  /** The property that the last step breaks, or "deadlock", "error" or "run". */
  readonly property: string;
  readonly statement: string;
  /** The command that prints it again. */
  readonly command: string;
  /** What is left out, and matters to whoever believes it: of the mapping, and of the law. */
  readonly caveats: readonly string[];
  /** Who runs, in the order of the system. */
  readonly actors: readonly TraceActor[];
}

/** Somebody who takes steps. */
export interface TraceActor {
  readonly name: string;
  /** Of a user thread: whose mm it has, on which CPU it runs, and what it does, over and over. */
  readonly mm: string | null;
  readonly cpu: number | null;
  readonly program: readonly string[];
}

/** A run from the initial state to where a property fails, and all that is needed to run it again. */
export interface Trace extends TraceSubject {
  readonly schema: typeof traceSchemaName;
  /** Of ptecheck. */
  readonly version: string;
  /**
   * What is wrong at its end; an error is of a step, or of the property itself. run: nothing is
   * claimed. differs: nothing is, and two
   * systems differ in what is reached there.
   */
  readonly end: End["kind"] | "differs";
  /** Which rule of the model is broken, if one is. */
  readonly error: string | null;
  /** What is against the property at the end, if it says. */
  readonly wrong: string | null;
  /** How many of each domain there are: pages, mms, CPUs. */
  readonly scope: Readonly<Record<string, number>>;
  readonly initial: readonly Entry[];
  readonly steps: readonly TraceStep[];
  readonly last: readonly Entry[];
  readonly positions: readonly Position[];
}

/** Where an actor is at the end: "procedure.step" of each procedure it is in, the innermost last. */
export interface Position {
  readonly actor: string;
  /** Empty if it has finished. */
  readonly stack: readonly string[];
}

/** A step: who took it, where, what is said of it, what it called and what it changed. */
export interface TraceStep {
  readonly actor: string;
  readonly procedure: string;
  readonly step: string;
  /** Of the procedure, in the kernel. */
  readonly source: string;
  /** Which options the step chose, by their numbers, and as they are written. */
  readonly choices: readonly number[];
  readonly chosen: readonly string[];
  /** Null: it only passes on, and belongs to the actor's next step. */
  readonly says: string | null;
  /** The kernel functions that it called, in order, and where they are. */
  readonly calls: readonly { readonly name: string; readonly source: string }[];
  readonly changes: readonly Change[];
}

/** A part of the state before and after a step. */
export interface Change {
  readonly path: readonly string[];
  readonly from: Value;
  readonly to: Value;
}

import type { Subject } from "../checks/index.ts";
import type { Entry, Run, TraceStep } from "../counterexamples/index.ts";
import type { Reference } from "../explorer/reference/index.ts";
import type { NamedMove } from "./NamedMove.ts";

/** A run on the uncompiled model, as far as it can be taken. */
export interface Walk {
  readonly subject: Subject;
  readonly reference: Reference;
  readonly run: Run;
  readonly moves: readonly NamedMove[];
  /** What each state holds; one for each state of the run. */
  readonly states: readonly (readonly Entry[])[];
  readonly steps: readonly TraceStep[];
  /** Why the next move cannot be taken; null if all are. */
  readonly stopped: string | null;
}

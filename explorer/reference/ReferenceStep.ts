import type { AnyProcedure, Called, Kept } from "../../model/language/index.ts";
import type { ReferenceOutcome } from "./attempt.ts";

/** One step of one actor, run on plain values. */
export interface ReferenceStep {
  readonly actor: number;
  /** As the changes of the system make it. */
  readonly procedure: AnyProcedure;
  readonly step: string;
  readonly choices: readonly number[];
  /** The options that were chosen. */
  readonly chosen: readonly unknown[];
  /** The primitives that it called, in order. */
  readonly calls: readonly Called[];
  /** Of a changed step that ran its original: what that did. */
  readonly kept: Kept | null;
  readonly outcome: ReferenceOutcome;
}

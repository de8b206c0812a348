import type { AnyProcedure } from "../../model/language/index.ts";
import type { Composite } from "./Data.ts";

/** One procedure that an actor is in. */
export interface Frame {
  /** As the changes of the system make it. */
  readonly procedure: AnyProcedure;
  /** The next step; of a caller, where it goes on, which may be "done". */
  readonly step: string;
  /** Of a caller: which of its locals take which of the callee's. */
  readonly results: Readonly<Record<string, string>>;
  readonly locals: Composite;
}

/** A state on the reference. Nobody changes one that is made; states share what is equal. */
export interface RunState {
  readonly s: Composite;
  /** For each actor the procedures it is in, the innermost last; null: it is finished. */
  readonly stacks: readonly (readonly Frame[] | null)[];
}

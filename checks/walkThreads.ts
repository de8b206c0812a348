import { type ScriptLine, walk } from "../counterexamples/index.ts";
import type { RunState } from "../explorer/reference/index.ts";
import type { System } from "../model/language/index.ts";
import { disk, do_user_addr_fault, user_thread } from "../model/operations/index.ts";
import type { Operation, State } from "../model/state.ts";

/** One operation of a walk: who did what, with how many page faults, and the state after it. */
export interface WalkedOperation {
  readonly thread: string;
  readonly operation: Operation;
  readonly faults: number;
  readonly after: RunState;
}

/** Runs operations of user threads one after the other, each to its end; only the disk helps. */
export function walkThreads(
  system: System<State>,
  script: readonly ScriptLine<Operation>[],
): WalkedOperation[] {
  const walkway = { home: user_thread, counted: do_user_addr_fault, helper: disk };
  return walk(system, walkway, script).map(({ counted: faults, ...walked }) => ({
    ...walked,
    faults,
  }));
}

import { SoloRun, type SoloStep } from "../counterexamples/index.ts";
import type { RunState } from "../explorer/reference/index.ts";
import type { System } from "../model/language/index.ts";
import { disk } from "../model/operations/index.ts";
import type { Operation, State } from "../model/state/index.ts";
import { isFault } from "./isFault.ts";

/** "parent store": a thread of the system, and an operation of its program. */
export type ScriptLine = `${string} ${Operation}`;

/** One operation of a walk: who did what, by which steps and with how many page faults, and the state after it. */
export interface WalkedOperation {
  readonly thread: string;
  readonly operation: Operation;
  readonly steps: readonly SoloStep[];
  readonly faults: number;
  readonly after: RunState;
}

/** Runs operations of user threads one after the other, each to its end; only the disk helps. */
export function walkThreads(
  system: System<State>,
  script: readonly ScriptLine[],
): WalkedOperation[] {
  const run = new SoloRun(system, disk);
  return script.map((line) => {
    const [thread, operation] = line.split(" ") as [string, Operation];
    const start = run.startsOf(thread).find(({ step }) => step.chosen[0] === operation);
    if (start === undefined) throw new Error(`${thread} cannot ${operation}`);
    const from = run.steps.length;
    const never = run.finish(start);
    if (never !== null) throw new Error(`${thread} ${never}`);
    const steps = run.steps.slice(from);
    return { thread, operation, steps, faults: steps.filter(isFault).length, after: run.state };
  });
}

import { SoloRun } from "../counterexamples/index.ts";
import type { System } from "../model/language/index.ts";
import { disk } from "../model/operations/index.ts";
import type { State } from "../model/state/index.ts";
import type { Thread } from "../scenarios/index.ts";

/** A run, and who cannot go on, and in what, if it does not come to its end. */
export interface PlainRun {
  readonly run: SoloRun<State>;
  readonly stuck: string | null;
}

/**
 * One run of a scenario's programs in plain order: each thread's operations one after the other, each to its
 * end, then one round of the flusher, then the disk, which moves besides where somebody waits for it. What
 * cannot begin (a child's store before there is a child) is left out.
 */
export function plainRun(system: System<State>, threads: readonly Thread[]): PlainRun {
  const run = new SoloRun(system, disk);
  for (const { name, program } of threads) {
    for (const operation of program) {
      const start = run.startsOf(name).find(({ step }) => step.chosen[0] === operation);
      if (start === undefined || run.finish(start) === null) continue;
      return { run, stuck: `${name}: ${operation}` };
    }
  }
  const [round] = run.startsOf("flusher");
  if (round !== undefined && run.finish(round) !== null) {
    return { run, stuck: "flusher: a round of writeback" };
  }
  run.settle();
  return { run, stuck: null };
}

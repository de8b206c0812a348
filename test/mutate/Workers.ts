import { type ChildProcess, fork } from "node:child_process";
import type { Mutant } from "./Mutant.ts";
import type { Memory } from "./Suite.ts";
import type { Answer, Question } from "./worker.ts";

/** So many mutants, then a new process: what was imported stays in memory. */
const mutantsEach = 60;
/** A trial takes a second or two, many times that on a busy machine; one that takes so long never ends. */
const secondsEach = 300;

/** What came of a mutant: who killed it, or null. */
export type OnTried = (mutant: Mutant, killer: string | null) => void;

/** Processes that try the mutants of one bundle. */
export class Workers {
  private readonly script: string;
  private readonly entry: string;

  constructor(script: string, entry: string) {
    this.script = script;
    this.entry = entry;
  }

  /** Runs every trial with nothing changed. */
  async remember(trials: string): Promise<readonly Memory[]> {
    const worker = fork(this.script);
    const answer = await asked(worker, { what: "remember", entry: this.entry, trials });
    worker.kill();
    if (answer?.what !== "remembered") throw new Error("the trials fail with nothing changed");
    return answer.memories;
  }

  /** Tries the mutants in so many processes at once. */
  async tryAll(
    mutants: readonly Mutant[],
    memoriesOf: (mutant: Mutant) => readonly Memory[],
    jobs: number,
    onTried: OnTried,
  ): Promise<void> {
    const left = [...mutants];
    const run = async () => {
      let worker = fork(this.script);
      for (let count = 0; left.length > 0; count += 1) {
        const mutant = left.shift();
        if (mutant === undefined) break;
        if (count % mutantsEach === mutantsEach - 1) worker = again(worker, this.script);
        const memories = memoriesOf(mutant);
        const answer = await asked(worker, {
          what: "try",
          entry: this.entry,
          mutant: mutant.id,
          memories,
        });
        const isOver = answer?.what === "tried";
        if (!isOver) worker = again(worker, this.script);
        onTried(mutant, isOver ? answer.killer : `a trial takes ${secondsEach} s, or crashes`);
      }
      worker.kill();
    };
    await Promise.all(Array.from({ length: jobs }, run));
  }
}

function again(worker: ChildProcess, script: string): ChildProcess {
  worker.kill("SIGKILL");
  return fork(script);
}

/** The answer; null if there is none in time, or the process ends. */
function asked(worker: ChildProcess, question: Question): Promise<Answer | null> {
  return new Promise((resolve) => {
    const end = (answer: Answer | null) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), 1000 * secondsEach);
    worker.on("message", (answer) => {
      const { what } = answer as Answer;
      if (what === "goes on") timer.refresh();
      else end(answer as Answer);
    });
    worker.once("exit", () => end(null));
    worker.send(question);
  });
}

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { UsageError } from "../../checks/index.ts";
import type { Answer, Question } from "./Question.ts";
import { namesOf } from "./SubjectNames.ts";
import { errorOf } from "./thrown.ts";
import type { Kind, Tell, Work } from "./Work.ts";

/** Is beside this file where the project is built. */
export const script = fileURLToPath(new URL("./worker.js", import.meta.url));

/** A worker, as who asks it sees it: a question at a time. */
export class Thread {
  private readonly worker = new Worker(script);
  private readonly tell: Tell;
  private onAnswer: (answer: Answer<Kind>) => void = () => {};
  private onEnd: (error: Error) => void = () => {};

  constructor(tell: Tell) {
    this.tell = tell;
    this.worker.on("message", (answer: Answer<Kind>) => this.onAnswer(answer));
    this.worker.on("error", ({ message }) => this.onEnd(gone(message)));
    this.worker.on("exit", (code) => this.onEnd(gone(`it ended with ${code}`)));
  }

  /** What is found of a job; or the error that it ends with. */
  ask<K extends Kind>(kind: K, { subjects, ...job }: Work[K]["job"]): Promise<Work[K]["found"]> {
    return new Promise((resolve, reject) => {
      this.onEnd = reject;
      this.onAnswer = (answer) => {
        if (answer.what === "status") this.tell(() => answer.text);
        else if (answer.what === "found") resolve(answer.found);
        else reject(errorOf(answer.thrown));
      };
      const named = subjects.map(namesOf);
      this.worker.postMessage({ kind, job, subjects: named } satisfies Question<K>);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

function gone(reason: string): UsageError {
  return new UsageError(
    `a worker is gone: ${reason}`,
    "Try with fewer, which leaves each more memory: --workers 1",
  );
}

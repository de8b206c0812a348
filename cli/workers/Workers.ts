import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { availableMemory } from "../availableMemory.ts";
import { clearStatus, showStatus } from "../progress.ts";
import { doing } from "./doing.ts";
import { script, Thread } from "./Thread.ts";
import { type Asked, threadsFor } from "./threadsFor.ts";
import type { Kind, Work } from "./Work.ts";

/** Threads that do jobs, started where there are enough of them and kept for the next ones. */
export class Workers {
  private readonly asked: Asked;
  private readonly threads: Thread[] = [];

  constructor(asked: Asked) {
    this.asked = asked;
  }

  /** On how many threads so many jobs run at once. */
  countFor(jobs: number): number {
    if (!existsSync(script)) return 1;
    const machine = { cores: availableParallelism(), memory: availableMemory() };
    return threadsFor(this.asked, jobs, machine);
  }

  /** What is found of each job, in their order; the error of the first one that has one. */
  async all<K extends Kind>(kind: K, jobs: readonly Work[K]["job"][]): Promise<Work[K]["found"][]> {
    try {
      const count = this.countFor(jobs.length);
      if (count === 1) return jobs.map((job) => doing[kind](job, showStatus));
      return await this.spread(kind, jobs, count);
    } finally {
      clearStatus();
    }
  }

  /** Ends the threads: a process ends only then. */
  async end(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.end()));
  }

  private async spread<K extends Kind>(
    kind: K,
    jobs: readonly Work[K]["job"][],
    count: number,
  ): Promise<Work[K]["found"][]> {
    while (this.threads.length < count) this.threads.push(new Thread(showStatus));
    const found: Work[K]["found"][] = [];
    let next = 0;
    let failed = jobs.length;
    let error: unknown = null;
    const work = async (thread: Thread) => {
      while (next < failed) {
        const at = next;
        next += 1;
        try {
          found[at] = await thread.ask(kind, jobs[at]);
        } catch (thrown) {
          if (at < failed) [failed, error] = [at, thrown];
        }
      }
    };
    await Promise.all(this.threads.slice(0, count).map(work));
    if (error !== null) throw error;
    return found;
  }
}

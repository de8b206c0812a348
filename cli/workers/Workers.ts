import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { availableMemory } from "../availableMemory.ts";
import { Interrupted } from "../Interrupted.ts";
import { interruptible } from "../interruptible.ts";
import { clearStatus, showStatus } from "../progress.ts";
import { doing } from "./doing.ts";
import { script, Thread } from "./Thread.ts";
import { type Asked, threadsFor } from "./threadsFor.ts";
import type { Kind, Work } from "./Work.ts";

/** Threads that do jobs, started where there are enough of them and kept for the next ones. */
export class Workers {
  private readonly asked: Asked;
  private readonly threads: Thread[] = [];
  private isInterrupted = false;

  constructor(asked: Asked) {
    this.asked = asked;
  }

  /** On how many threads so many jobs run at once. */
  countFor(jobs: number): number {
    if (!existsSync(script)) return 1;
    const machine = { cores: availableParallelism(), memory: availableMemory() };
    return threadsFor(this.asked, jobs, machine);
  }

  /**
   * What is found of each job, in their order; the error of the first one that has one. Where somebody interrupts
   * it there is null of what is not begun, and of the job at hand what it has kept.
   */
  async all<K extends Kind>(
    kind: K,
    jobs: readonly Work[K]["job"][],
  ): Promise<(Work[K]["found"] | null)[]> {
    try {
      const count = this.countFor(jobs.length);
      return await (count === 1 ? this.here(kind, jobs) : this.spread(kind, jobs, count));
    } finally {
      clearStatus();
    }
  }

  /** The same of work of which a part says nothing. @throws {Interrupted} */
  async whole<K extends Kind>(
    kind: K,
    jobs: readonly Work[K]["job"][],
  ): Promise<Work[K]["found"][]> {
    const found = await this.all(kind, jobs);
    this.assertWhole();
    return found.filter((one) => one !== null);
  }

  /** @throws {Interrupted} Something is missing of what was found. */
  assertWhole(): void {
    if (this.isInterrupted) throw new Interrupted();
  }

  /** Ends the threads: a process ends only then. */
  async end(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.end()));
  }

  private here<K extends Kind>(
    kind: K,
    jobs: readonly Work[K]["job"][],
  ): (Work[K]["found"] | null)[] {
    return jobs.map((job) => {
      if (this.isInterrupted) return null;
      let foundOf: () => Work[K]["found"] | null = () => null;
      this.isInterrupted = !interruptible(() => {
        const found = doing[kind](job, showStatus, (some) => {
          foundOf = some;
        });
        foundOf = () => found;
      });
      return foundOf();
    });
  }

  private async spread<K extends Kind>(
    kind: K,
    jobs: readonly Work[K]["job"][],
    count: number,
  ): Promise<(Work[K]["found"] | null)[]> {
    while (this.threads.length < count) this.threads.push(new Thread(showStatus));
    const found: (Work[K]["found"] | null)[] = jobs.map(() => null);
    const interrupt = () => {
      this.isInterrupted = true;
      this.end();
    };
    process.on("SIGINT", interrupt);
    let next = 0;
    let failed = jobs.length;
    let error: unknown = null;
    const work = async (thread: Thread) => {
      while (next < failed && !this.isInterrupted) {
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
    process.off("SIGINT", interrupt);
    if (error !== null && !this.isInterrupted) throw error;
    return found;
  }
}

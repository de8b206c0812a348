import { Reference, type ReferenceStep, type RunState } from "../explorer/reference/index.ts";
import type { System } from "../model/language/index.ts";
import { flusher, user_thread } from "../model/operations/index.ts";
import type { State } from "../model/state.ts";
import type { Thread } from "../scenarios/index.ts";

/** A step of the run, and between which states. */
export interface PlainStep {
  readonly step: ReferenceStep;
  readonly before: RunState;
  readonly after: RunState;
}

/** No operation takes so many steps, unless it never ends. */
const mostSteps = 10_000;

/**
 * One run of a scenario's programs in plain order: each thread's operations one after the other, each to its
 * end, then one round of the flusher, then the disk. The disk moves besides where somebody waits for it; of
 * the hardware's choices the first that is possible is taken. What cannot begin (a child's store before there
 * is a child) is left out.
 */
export class PlainRun {
  readonly reference: Reference<State>;
  readonly steps: PlainStep[] = [];
  /** Who cannot go on, and in what, if the run does not come to its end. */
  stuck: string | null = null;
  private state: RunState;

  constructor(system: System<State>, threads: readonly Thread[]) {
    this.reference = new Reference(system);
    this.state = this.reference.initial;
    const operations = threads.flatMap(({ name, program }) =>
      program.map((operation) => ({ name, operation })),
    );
    for (const { name, operation } of operations) {
      const start = this.possible(name).find(({ step }) => step.chosen[0] === operation);
      if (start !== undefined) this.finish(name, operation, start, user_thread.name);
    }
    const [round] = this.possible("flusher");
    if (round !== undefined) this.finish("flusher", "a round of writeback", round, flusher.name);
    while (this.stuck === null && this.steps.length < mostSteps) {
      const [taken] = this.possible("disk");
      if (taken === undefined) return;
      this.take(taken);
    }
  }

  /** From its start until the actor is at home again. */
  private finish(name: string, what: string, start: PlainStep, home: string): void {
    if (this.stuck !== null) return;
    this.take(start);
    const actor = this.indexOf(name);
    for (let count = 0; count < mostSteps; count += 1) {
      if (this.reference.placeOf(this.state, actor)?.procedure.name === home) return;
      const [taken] = [...this.possible(name), ...this.possible("disk")];
      if (taken === undefined) break;
      this.take(taken);
    }
    this.stuck = `${name}: ${what}`;
  }

  private take(taken: PlainStep): void {
    this.steps.push(taken);
    this.state = taken.after;
  }

  /** What an actor can do, as far as it leads on; nothing if the system has no such actor. */
  private possible(name: string): PlainStep[] {
    const actor = this.indexOf(name);
    const steps = actor < 0 ? [] : this.reference.stepsOf(this.state, actor);
    return steps.flatMap((step) =>
      step.outcome.kind === "taken"
        ? [{ step, before: this.state, after: step.outcome.after }]
        : [],
    );
  }

  private indexOf(name: string): number {
    return this.reference.system.actors.findIndex((actor) => actor.name === name);
  }
}

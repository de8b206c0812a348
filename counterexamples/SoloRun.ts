import { Reference, type ReferenceStep, type RunState } from "../explorer/reference/index.ts";
import type { AnyProcedure, System } from "../model/language/index.ts";

/** A step of a run, and between which states. */
export interface SoloStep {
  readonly step: ReferenceStep;
  readonly before: RunState;
  readonly after: RunState;
}

/** No operation takes so many steps, unless it goes round for ever. */
const stepsEach = 1_000;

/**
 * A run of operations one after the other, as on one pinned CPU: nobody else moves but the helper, where an
 * operation waits for it. Of the choices the first that is possible.
 */
export class SoloRun<S> {
  readonly reference: Reference<S>;
  readonly steps: SoloStep[] = [];
  private readonly helper: number;
  private last: RunState;

  constructor(system: System<S>, helper: AnyProcedure) {
    this.reference = new Reference(system);
    this.helper = system.actors.findIndex(({ procedure }) => procedure === helper);
    this.last = this.reference.initial;
  }

  /** Where it is. */
  get state(): RunState {
    return this.last;
  }

  /** What the actor of that name can begin now; nothing if there is no such actor. */
  startsOf(name: string): SoloStep[] {
    return this.possible(this.reference.system.actors.findIndex((actor) => actor.name === name));
  }

  /** Takes a start, and goes on until its actor is at home again: null, or why that never is. */
  finish(start: SoloStep): "waits for ever" | "goes round for ever" | null {
    const { actor } = start.step;
    const home = this.reference.effective(this.reference.system.actors[actor].procedure);
    this.take(start);
    for (let count = 0; count < stepsEach; count += 1) {
      if (this.reference.placeOf(this.last, actor)?.procedure === home) return null;
      const [taken] = [...this.possible(actor), ...this.possible(this.helper)];
      if (taken === undefined) return "waits for ever";
      this.take(taken);
    }
    return "goes round for ever";
  }

  /** Lets the helper go on as long as it can. */
  settle(): void {
    for (let count = 0; count < stepsEach; count += 1) {
      const [taken] = this.possible(this.helper);
      if (taken === undefined) return;
      this.take(taken);
    }
  }

  private take(taken: SoloStep): void {
    this.steps.push(taken);
    this.last = taken.after;
  }

  /** What an actor can do, as far as it leads on. */
  private possible(actor: number): SoloStep[] {
    const steps = actor < 0 ? [] : this.reference.stepsOf(this.last, actor);
    return steps.flatMap((step) =>
      step.outcome.kind === "taken" ? [{ step, before: this.last, after: step.outcome.after }] : [],
    );
  }
}

import type { Compiled, Transition } from "../../explorer/compile/index.ts";
import { Reference, type ReferenceStep, type RunState } from "../../explorer/reference/index.ts";
import type { Exploration } from "../../explorer/search/index.ts";
import {
  LanguageError,
  languageErrorOf,
  type Moment,
  type System,
} from "../../model/language/index.ts";

/** Where something was found: a state, or a transition from there. */
interface Found {
  readonly state: number;
  readonly transition: number | null;
}

/** Runs that the compiled search found, taken again on the reference, step by step. */
export class Runs {
  private readonly system: System;
  private readonly compiled: Compiled;
  private readonly exploration: Exploration;
  private readonly reference: Reference;

  constructor(system: System, compiled: Compiled, exploration: Exploration) {
    this.system = system;
    this.compiled = compiled;
    this.exploration = exploration;
    this.reference = new Reference(system);
  }

  /** The first run that does not end as the search says, in words; null if all do. */
  difference(): string | null {
    const { deadlock, error, outOfScope, properties, covers } = this.exploration;
    const ends = [
      () => this.deadlock(deadlock),
      () => this.ends(error, "error"),
      () => this.ends(outOfScope, "outOfScope"),
      ...properties.map((_, at) => () => this.property(at)),
      ...covers.map((_, at) => () => this.cover(at)),
    ];
    for (const end of ends) {
      const said = end();
      if (said !== null) return said;
    }
    return null;
  }

  private property(at: number): string | null {
    const { id, violation, witness, error } = this.exploration.properties[at];
    const property = this.system.properties[at];
    const antecedent = (moment: Moment<unknown>) => property.antecedent(moment);
    if (witness >= 0 && this.look(witness, antecedent) !== true) return `${id}: no witness`;
    const holds = (found: Found) =>
      property.over === "states"
        ? [this.look(found.state, (moment) => property.holds(moment))]
        : this.lookAtSteps(found, (before, after) => property.holds(before, after));
    if (violation !== null && !holds(violation).includes(false)) return `${id}: no violation`;
    if (error === null) return null;
    const said = [this.look(error.state, antecedent), ...holds(error)];
    return said.some((one) => one instanceof LanguageError) ? null : `${id}: no error`;
  }

  private cover(at: number): string | null {
    const { id, state, error } = this.exploration.covers[at];
    const cover = this.system.covers[at];
    const reached = (moment: Moment<unknown>) => cover.reached(moment);
    if (state >= 0 && this.look(state, reached) !== true) return `${id}: not reached`;
    if (error === null || this.look(error.state, reached) instanceof LanguageError) return null;
    return `${id}: no error`;
  }

  /** A step that breaks a rule, or leaves the scope. */
  private ends(found: Found | null, kind: "error" | "outOfScope"): string | null {
    if (found === null) return null;
    const { transition, steps } = this.stepsOf(found);
    const outcome = steps.at(-1)?.outcome;
    if (outcome?.kind !== kind) return `${kind}: the run ends otherwise`;
    if (outcome.kind !== "error" || outcome.error.code === transition.error?.code) return null;
    return `error: ${transition.error?.code} and ${outcome.error.code}`;
  }

  /** Who starts something may have chosen, and then wait: a deadlock is a choice of each actor away. */
  private deadlock(state: number): string | null {
    if (state < 0) return null;
    const isDead = (run: RunState) => {
      const { reference } = this;
      return !reference.isFinished(run) && reference.successors(run).length === 0;
    };
    let level = [this.stateAt(state)];
    for (let left = this.stepsOfStarts(); left >= 0; left -= 1) {
      if (level.some(isDead)) return null;
      level = this.after(level);
    }
    return "deadlock: something can happen";
  }

  /** How many steps of the model all actors together can take to start something. */
  private stepsOfStarts(): number {
    const longest = this.system.actors.map((_, at) =>
      this.compiled.starts
        .filter(({ actor }) => actor === at)
        .reduce((most, { chosen }) => Math.max(most, chosen.parts.length), 0),
    );
    return longest.reduce((sum, steps) => sum + steps, 0);
  }

  /** The states that are a step away, each once. */
  private after(level: readonly RunState[]): RunState[] {
    const next = new Map<string, RunState>();
    for (const run of level) {
      for (const { outcome } of this.reference.successors(run)) {
        if (outcome.kind !== "taken") continue;
        next.set(JSON.stringify(this.reference.content(outcome.after)), outcome.after);
      }
    }
    return [...next.values()];
  }

  private look(state: number, predicate: (moment: Moment<unknown>) => boolean): unknown {
    return orError(() => this.reference.look(this.stateAt(state), predicate));
  }

  /** What a predicate says of each of the model's steps that a transition stands for. */
  private lookAtSteps(
    found: Found,
    predicate: (before: Moment<unknown>, after: Moment<unknown>) => boolean,
  ): unknown[] {
    if (found.transition === null) return [];
    let before = this.stateAt(found.state);
    return this.stepsOf(found).steps.map(({ outcome }) => {
      if (outcome.kind !== "taken") return null;
      const { after } = outcome;
      const said = orError(() => this.reference.lookAtStep(before, after, predicate));
      before = after;
      return said;
    });
  }

  private stepsOf({ state, transition }: Found): {
    transition: Transition;
    steps: ReferenceStep[];
  } {
    if (transition === null) throw new Error("a step was expected");
    const taken = this.compiled.transitions[transition];
    return { transition: taken, steps: this.take(this.stateAt(state), taken) };
  }

  private stateAt(state: number): RunState {
    const { parents, leaves } = this.exploration.table;
    const path: Transition[] = [];
    for (let at = state; parents[at] >= 0; at = parents[at]) {
      path.unshift(this.compiled.transitions[leaves[at]]);
    }
    return path.reduce((run, transition) => {
      const outcome = this.take(run, transition).at(-1)?.outcome;
      if (outcome?.kind !== "taken") throw new Error("a run leads to no state on the reference");
      return outcome.after;
    }, this.reference.initial);
  }

  /** The steps of the model that a transition stands for. */
  private take(from: RunState, { actor, parts }: Transition): ReferenceStep[] {
    const steps: ReferenceStep[] = [];
    let run = from;
    for (const { position, choices } of parts) {
      const step = this.reference.step(run, actor.index, choices);
      const name = `${step?.procedure.name}.${step?.step}`;
      const expected = `${position.activation.procedure.name}.${position.step}`;
      if (step === null || name !== expected) throw new Error(`${expected} cannot be taken`);
      steps.push(step);
      if (step.outcome.kind === "taken") run = step.outcome.after;
    }
    return steps;
  }
}

/** What a predicate says, or the error that it throws. */
function orError(body: () => boolean): boolean | LanguageError {
  try {
    return body();
  } catch (thrown) {
    return languageErrorOf(thrown);
  }
}

import {
  type AnyProcedure,
  assertSystem,
  type Moment,
  type Noted,
  type passesOn,
  recordCalls,
  type System,
} from "../../model/language/index.ts";
import type { Content } from "../Content.ts";
import { attempt } from "./attempt.ts";
import { Chooser } from "./Chooser.ts";
import { contentOf } from "./contentOf.ts";
import { initialState } from "./initialState.ts";
import { momentOf, refuseWaiting } from "./moment.ts";
import type { ReferenceStep } from "./ReferenceStep.ts";
import type { RunState } from "./RunState.ts";
import { saidOf } from "./saidOf.ts";
import { World } from "./World.ts";

/**
 * The meaning of a system: its step functions, run directly on plain objects, one state at a time.
 * Slow and obvious, and it shares nothing with the compiler: compiled code is compared with it. A
 * system that breaks a rule of the language whatever is reached is refused: a LanguageError is
 * thrown, here or when the step or predicate runs.
 */
export class Reference<S = unknown> {
  readonly system: System<S>;
  readonly initial: RunState;
  private readonly world: World;

  constructor(system: System<S>) {
    this.system = system;
    assertSystem(system as System);
    this.world = new World(system as System);
    this.initial = initialState(this.world);
  }

  /** Everything that can happen next: by actor, then by choices, in the order of their options. */
  successors(state: RunState): ReferenceStep[] {
    return this.system.actors.flatMap((_, actor) => this.stepsOf(state, actor));
  }

  /** What one actor can do next. */
  stepsOf(state: RunState, actor: number): ReferenceStep[] {
    const steps: ReferenceStep[] = [];
    for (let told: readonly number[] | null = []; told !== null; ) {
      const chooser = new Chooser(told);
      const step = this.run(state, actor, chooser);
      if (step !== null) steps.push(step);
      told = chooser.next();
    }
    return steps;
  }

  /** The step of an actor with these choices; null if it is blocked. Throws if it has no such choices. */
  step(state: RunState, actor: number, choices: readonly number[]): ReferenceStep | null {
    const chooser = new Chooser(choices);
    const step = this.run(state, actor, chooser);
    const fits = step === null || step.choices.length === choices.length;
    if (chooser.isMisfit || !fits) throw new Error("the step chooses otherwise");
    return step;
  }

  /** What `body` says of a state. It may not write or wait; what it throws is thrown. */
  look<T>(state: RunState, body: (moment: Moment<S>) => T): T {
    return refuseWaiting(() => body(this.moment(state)));
  }

  /** What `body` says of a state and one after it. */
  lookAtStep<T>(
    before: RunState,
    after: RunState,
    body: (before: Moment<S>, after: Moment<S>) => T,
  ): T {
    return refuseWaiting(() => body(this.moment(before), this.moment(after)));
  }

  /** What a state holds; states of equal JSON are equal. */
  content(state: RunState): Content {
    return contentOf(this.world, state);
  }

  /** The innermost procedure that an actor is in, and its next step; null if it is finished. */
  placeOf(state: RunState, actor: number): { procedure: AnyProcedure; step: string } | null {
    return this.stackOf(state, actor).at(-1) ?? null;
  }

  /**
   * What its procedure says of a step taken from `state`: a text, `passesOn`, or undefined where nothing
   * is said of it, or of this branch of it.
   */
  says(state: RunState, step: ReferenceStep): string | typeof passesOn | undefined {
    return saidOf(this.world, state, step);
  }

  /** The procedures that an actor is in, the innermost last, each with its next step; none: it is finished. */
  stackOf(state: RunState, actor: number): { procedure: AnyProcedure; step: string }[] {
    return (state.stacks[actor] ?? []).map(({ procedure, step }) => ({ procedure, step }));
  }

  /** Are all actors finished? */
  isFinished(state: RunState): boolean {
    return state.stacks.every((stack) => stack === null);
  }

  /** A procedure as the changes of the system make it: the one that steps name. */
  effective(procedure: AnyProcedure): AnyProcedure {
    return this.world.effective(procedure);
  }

  private moment(state: RunState): Moment<S> {
    return momentOf(this.world, state) as Moment<S>;
  }

  private run(state: RunState, actor: number, chooser: Chooser): ReferenceStep | null {
    const place = this.placeOf(state, actor);
    if (place === null) return null;
    const noted: Noted = { calls: [], kept: null };
    const outcome = recordCalls(noted, () => attempt(this.world, state, actor, chooser));
    if (outcome === null) return null;
    const { choices, chosen } = chooser;
    return { actor, ...place, choices, chosen, ...noted, outcome };
  }
}

import {
  type ActorProgram,
  type Codes,
  type Compiled,
  initialCodes,
  PlainStore,
  type Position,
} from "../compile/index.ts";

/** One step of one actor, taken on plain values. */
export interface ReferenceStep {
  readonly actor: ActorProgram;
  readonly position: Position;
  readonly choices: readonly number[];
  /** The options that were chosen. */
  readonly chosen: readonly unknown[];
  readonly after: Codes;
}

/**
 * The meaning of a system: the same step functions, run directly on plain values, one state at a
 * time. Slow and obvious; compiled code is compared with it, and every trace is replayed on it.
 */
export class Reference {
  private readonly compiled: Compiled;

  constructor(compiled: Compiled) {
    this.compiled = compiled;
  }

  get initial(): Codes {
    return initialCodes(this.compiled);
  }

  /** Everything that can happen next: by actor, then by choices, in the order of their options. */
  successors(codes: Codes): ReferenceStep[] {
    return this.compiled.unfolded.program.actors.flatMap((actor) => this.stepsOf(codes, actor));
  }

  /** What one actor can do next. */
  stepsOf(codes: Codes, actor: ActorProgram): ReferenceStep[] {
    const steps: ReferenceStep[] = [];
    // Runs that stop at a choice for which the prefix has no answer are run again with each answer.
    const pending: number[][] = [[]];
    for (let prefix = pending.shift(); prefix !== undefined; prefix = pending.shift()) {
      let asked = 0;
      let open = 0;
      const step = this.attempt(codes, actor, (options) => {
        asked += 1;
        if (asked <= prefix.length) return prefix[asked - 1];
        if (asked === prefix.length + 1) open = options.length;
        return 0;
      });
      if (open > 0) pending.unshift(...Array.from({ length: open }, (_, at) => [...prefix, at]));
      else if (step !== null) steps.push(step);
    }
    return steps;
  }

  /** The step of an actor with these choices, or null if it is blocked. */
  step(codes: Codes, actor: ActorProgram, choices: readonly number[]): ReferenceStep | null {
    const answers = choices.values();
    return this.attempt(codes, actor, (options) => {
      const { value, done } = answers.next();
      if (done || value >= options.length) throw new Error("the step chooses otherwise");
      return value;
    });
  }

  private attempt(
    codes: Codes,
    actor: ActorProgram,
    answer: (options: readonly unknown[]) => number,
  ): ReferenceStep | null {
    const choices: number[] = [];
    const after = [...codes];
    const store = new PlainStore(after, (options) => {
      const option = answer(options);
      choices.push(option);
      return option;
    });
    const position = actor.positions[codes[actor.pc.id]];
    const isTaken = this.compiled.unfolded.program.take(actor, position, store);
    return isTaken ? { actor, position, choices, chosen: store.chosen, after } : null;
  }
}

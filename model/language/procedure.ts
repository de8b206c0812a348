import type { Fields, ValuesOf } from "./fields.ts";

/** The step cannot happen now: a lock is taken, a page is under writeback, nothing to do. */
export const blocked = Symbol("blocked");
export type Blocked = typeof blocked;

/** Enter another procedure; this one goes on at step `then` when that is done, or is done with it. */
export interface Call<K extends string> {
  readonly procedure: AnyProcedure;
  readonly args: Readonly<Record<string, unknown>>;
  readonly then: K;
  /** Locals of the caller that take the value of a local of the callee when that one is done. */
  readonly results: Readonly<Record<string, string>>;
}

/** What a step says: the next step, that the procedure is over, a call, or that it cannot happen. */
export type Outcome<K extends string> = K | "done" | Blocked | Call<K | "done">;

/** What a step sees: the state, its procedure's locals, who runs it, and the kernel's switches. */
export interface Context<S, L, Self, Kernel> {
  readonly s: S;
  readonly local: L;
  readonly self: Self;
  readonly kernel: Kernel;
  /** Nondeterminism: each option is a transition of its own. */
  choose<const T>(options: readonly T[]): T;
}

/** A kernel function, or a piece of one: typed locals and named atomic steps, the first one first. */
export interface Procedure<S, L, Self, Kernel, K extends string> {
  readonly name: string;
  /** Where it is in the kernel, or what it stands for: `mm/memory.c: zap_pte_range()`. */
  readonly source: string;
  readonly locals: Fields;
  readonly steps: Readonly<Record<K, (context: Context<S, L, Self, Kernel>) => Outcome<K>>>;
}

/** A procedure as the explorer sees it: the types of state, locals and labels are gone. */
export interface AnyProcedure {
  readonly name: string;
  readonly source: string;
  readonly locals: Fields;
  readonly steps: Readonly<Record<string, (context: never) => Outcome<string>>>;
}

/** The words for writing procedures over one state type. */
export function language<S, Self, Kernel>() {
  return {
    procedure<const F extends Fields, const K extends string>(
      name: string,
      source: string,
      definition: {
        readonly locals: F;
        readonly steps: Readonly<
          Record<K, (context: Context<S, ValuesOf<F>, Self, Kernel>) => Outcome<NoInfer<K>>>
        >;
      },
    ): Procedure<S, ValuesOf<F>, Self, Kernel, K> {
      return { name, source, ...definition };
    },
  };
}

/**
 * Call `procedure` with `args` as the first values of its locals; all other locals start at rest.
 * When it is done, each caller's local named in `results` takes the value of that callee's local.
 */
export function call<S, L, Self, Kernel, C extends string, const K extends string>(
  procedure: Procedure<S, L, Self, Kernel, C>,
  args: Readonly<Partial<L>>,
  then: K,
  results: Readonly<Record<string, keyof L & string>> = {},
): Call<K> {
  return { procedure, args, then, results };
}

/** Another body for one step of a procedure: how a proposal or a broken variant changes the model. */
export interface Replacement {
  readonly procedure: string;
  readonly step: string;
  readonly body: (context: never) => Outcome<string>;
}

/** `body` instead of the body that a step of a procedure has; it sees and may return the same. */
export function replaceStep<S, L, Self, Kernel, K extends string>(
  procedure: Procedure<S, L, Self, Kernel, K>,
  step: NoInfer<K>,
  body: (context: Context<S, L, Self, Kernel>) => Outcome<NoInfer<K>>,
): Replacement {
  return { procedure: procedure.name, step, body };
}

import type { Context } from "./Context.ts";
import type { FactsAt } from "./facts.ts";
import { assertNames, type Fields, type ValuesOf } from "./fields.ts";
import { LanguageError } from "./LanguageError.ts";
import type { Blocked, OutOfScope } from "./waiting.ts";
import type { AnyWording, Happened, Wording } from "./wording.ts";

/** Enter another procedure; this one goes on at step `then` when that is done, or is done with it. */
export interface Call<K extends string, Into = never> {
  readonly __into?: (callersLocals: Into) => void;
  readonly procedure: AnyProcedure;
  readonly args: Readonly<Record<string, unknown>>;
  readonly then: K;
  /** Locals of the caller that take the value of a local of the callee when that one is done. */
  readonly results: Readonly<Record<string, string>>;
}

/** What a step says: the next step, that the procedure is over, a call, or that it cannot happen. */
export type Outcome<K extends string, L = never> =
  | K
  | "done"
  | Blocked
  | OutOfScope
  | Call<K | "done", L>;

type Step<S, L, Self, Kernel, K extends string> = (
  context: Context<S, L, Self, Kernel>,
) => Outcome<K, L>;

/** A kernel function, or a piece of one: parameters, locals and atomic steps, the first one first. */
export interface Procedure<S, P, L, Self, Kernel, K extends string> {
  readonly __params?: P;
  readonly name: string;
  /** Where it is in the kernel, or what it stands for: `mm/memory.c: zap_pte_range()`. */
  readonly source: string;
  readonly params: Fields;
  readonly locals: Fields;
  readonly steps: Readonly<Record<K, Step<S, L, Self, Kernel, K>>>;
  readonly facts: readonly FactsAt<K>[];
  /** How steps are told in a trace; one without is told by what it called. */
  readonly says: Readonly<Record<string, AnyWording>>;
}

/** What a step of any procedure says, as the explorer sees it. */
export type AnyOutcome = string | Blocked | OutOfScope | Call<string>;

/** A procedure as the explorer sees it: the types of state, locals and labels are gone. */
export interface AnyProcedure {
  readonly name: string;
  readonly source: string;
  readonly params: Fields;
  readonly locals: Fields;
  readonly steps: Readonly<Record<string, (context: never) => AnyOutcome>>;
  readonly facts: readonly FactsAt<string>[];
  readonly says: Readonly<Record<string, AnyWording>>;
}

/** Is it a procedure, and nothing else that a model exports, or somebody gives? */
export function isProcedure(value: unknown): value is AnyProcedure {
  const isObject = (one: unknown) => typeof one === "object" && one !== null;
  return isObject(value) && isObject(Object(value).steps);
}

/**
 * The values of parameters or locals, which may be left out. (With a default for F instead, the labels
 * of steps would be inferred too late: `() => "next"` would return a string.)
 */
export type Given<F extends Fields> = string extends keyof F ? Record<never, never> : ValuesOf<F>;

/** What is given for parameters P: exactly these. */
export type Arguments<P> = keyof P extends never ? Readonly<Record<string, never>> : Readonly<P>;

/** How a procedure is written down. Its steps see what is bound besides their context. */
export interface Definition<
  S,
  P extends Fields,
  F extends Fields,
  Self,
  Kernel,
  K extends string,
  Bound = unknown,
> {
  readonly params?: P;
  readonly locals?: F;
  /** What predicates may ask of who is at some step: see `fact`. */
  readonly facts?: readonly FactsAt<NoInfer<K>>[];
  readonly steps: Readonly<
    Record<
      K,
      (
        context: Context<S, Given<P> & Given<F>, Self, Kernel> & Bound,
      ) => Outcome<NoInfer<K>, NoInfer<Given<P> & Given<F>>>
    >
  >;
  readonly says?: Says<S, NoInfer<Given<P> & Given<F>>, Self, Kernel, NoInfer<K>, Bound>;
}

/** How each step is told in a trace. */
export type Says<S, L, Self, Kernel, K extends string, Bound = unknown> = Readonly<
  Record<K, Wording<Happened<S, L, Self, Kernel> & Bound>>
>;

/** A procedure, its declaration checked. */
export function newProcedure<S, P extends Fields, F extends Fields, Self, Kernel, K extends string>(
  name: string,
  source: string,
  { params, locals, steps, facts, says }: Definition<S, P, F, Self, Kernel, K>,
): Procedure<S, Given<P>, Given<P> & Given<F>, Self, Kernel, K> {
  const made = {
    name,
    source,
    params: params ?? {},
    locals: locals ?? {},
    steps,
    facts: facts ?? [],
    says: says ?? {},
  };
  assertDeclared(made);
  return made;
}

/** Refuses a procedure whose names cannot be told apart. */
export function assertDeclared({ name, params, locals, steps, facts }: AnyProcedure): void {
  const refuse = (what: string, advice: string) => {
    throw new LanguageError("declaration", `${name} ${what}`, advice);
  };
  assertNames(name, { [name]: 0, ...params, ...locals });
  if (Object.keys(steps).length === 0) refuse("has no steps", "Give it at least one.");
  if (Object.hasOwn(steps, "done")) {
    refuse("has a step named done", '"done" ends a procedure: give the step another name.');
  }
  const labels = facts.flatMap(({ at }) => (at === "throughout" ? [] : at));
  const unknown = labels.find((label) => !Object.hasOwn(steps, label));
  if (unknown !== undefined) {
    refuse(
      `declares a fact of ${JSON.stringify(unknown)}, which is no step of it`,
      `Name some of ${Object.keys(steps).join(", ")}, or say "throughout".`,
    );
  }
  const twice = Object.keys(params).find((param) => Object.hasOwn(locals, param));
  if (twice !== undefined) {
    refuse(`has a parameter and a local named ${twice}`, "Give one of them another name.");
  }
}

/**
 * Call `procedure` with its parameters. When it is done, each of the caller's locals named in `results`
 * takes the value of that parameter or local of the callee.
 */
export function call<S, P, L, Self, Kernel, C extends string, const K extends string>(
  procedure: Procedure<S, P, L, Self, Kernel, C>,
  args: Arguments<NoInfer<P>>,
  then: K,
): Call<K, unknown>;
export function call<
  S,
  P,
  L,
  Self,
  Kernel,
  C extends string,
  const K extends string,
  const R extends Readonly<Record<string, keyof L & string>>,
>(
  procedure: Procedure<S, P, L, Self, Kernel, C>,
  args: Arguments<NoInfer<P>>,
  then: K,
  results: R,
): Call<K, { [N in keyof R]: L[R[N]] }>;
export function call(
  procedure: AnyProcedure,
  args: object,
  then: string,
  results: Readonly<Record<string, string>> = {},
): Call<string> {
  return { procedure, args: { ...args }, then, results };
}

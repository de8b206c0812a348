import type { Context } from "./Context.ts";
import type { FactsAt } from "./facts.ts";
import type { Fields } from "./fields.ts";
import { LanguageError } from "./LanguageError.ts";
import { runOriginal } from "./primitive.ts";
import {
  type AnyOutcome,
  type AnyProcedure,
  assertDeclared,
  type Given,
  type Outcome,
  type Procedure,
  type Says,
} from "./procedure.ts";
import type { AnyWording, Happened, Wording } from "./wording.ts";

/** How a proposal or a broken variant changes a procedure: steps replaced or added, locals, state. */
export interface Change {
  readonly procedure: AnyProcedure;
  readonly state: Fields;
  readonly locals: Fields;
  readonly steps: Readonly<Record<string, (context: never, original: never) => AnyOutcome>>;
  /** Besides those that the procedure declares. */
  readonly facts: readonly FactsAt<string>[];
  /** How changed steps are told; one without is told by what it called. */
  readonly says: Readonly<Record<string, AnyWording>>;
}

/** The body that a changed step had before; of a step that is new it refuses to run. */
export type Original<S, L, Self, Kernel, K extends string> = (
  context: Context<S, L, Self, Kernel>,
) => Outcome<K, L>;

/** `body` instead of the body that a step of a procedure has; it may call the original. `says` tells it. */
export function replaceStep<S, P, L, Self, Kernel, K extends string>(
  procedure: Procedure<S, P, L, Self, Kernel, K>,
  step: NoInfer<K>,
  body: (
    context: Context<S, L, Self, Kernel>,
    original: Original<S, L, Self, Kernel, K>,
  ) => NoInfer<Outcome<K, L>>,
  says?: Wording<Happened<S, L, Self, Kernel>>,
): Change {
  if (!Object.hasOwn(procedure.steps, step)) throw noSuchStep(procedure, step);
  const told: Change["says"] = says === undefined ? {} : { [step]: says };
  return { procedure, state: {}, locals: {}, steps: { [step]: body }, facts: [], says: told };
}

/** How more of a procedure is written down. */
export interface Extension<
  S,
  L,
  Self,
  Kernel,
  K extends string,
  N extends string,
  F extends Fields,
  G extends Fields,
  Bound = unknown,
> {
  readonly state?: G;
  readonly locals?: F;
  /** What is so at the new steps, and at others besides what the procedure declares. */
  readonly facts?: readonly FactsAt<NoInfer<K | N>>[];
  readonly steps: Readonly<
    Record<
      N,
      (
        context: Context<S & Given<G>, L & Given<F>, Self, Kernel> & Bound,
        original: Original<S, L, Self, Kernel, NoInfer<K>>,
      ) => NoInfer<Outcome<K | N, L & Given<F>>>
    >
  >;
  readonly says?: Partial<Says<S & Given<G>, L & Given<F>, Self, Kernel, NoInfer<N>, Bound>>;
}

/**
 * A procedure with more: steps of its own names replace those it has, other names are new; locals and
 * fields of the state that it needs besides. New steps are reached from replaced ones.
 */
export function extend<
  S,
  P,
  L,
  Self,
  Kernel,
  K extends string,
  const N extends string,
  const F extends Fields,
  const G extends Fields,
>(
  procedure: Procedure<S, P, L, Self, Kernel, K>,
  more: Extension<S, L, Self, Kernel, K, N, F, G>,
): Change {
  const { state = {}, locals = {}, steps, facts = [], says = {} } = more;
  return { procedure, state, locals, steps, facts, says: says as Change["says"] };
}

/** Procedures and state of a system with its changes applied, in their order. */
export class Changes {
  private readonly changed = new Map<AnyProcedure, AnyProcedure>();
  private readonly changes: readonly Change[];

  constructor(changes: readonly Change[]) {
    this.changes = changes;
    for (const change of changes) {
      this.changed.set(change.procedure, apply(this.of(change.procedure), change));
    }
  }

  /** The procedure as it is with the changes. */
  of(procedure: AnyProcedure): AnyProcedure {
    return this.changed.get(procedure) ?? procedure;
  }

  /** The fields of the state, with those that the changes add. */
  stateOf(state: Fields): Fields {
    return this.changes.reduce(
      (fields, change) => merged("the state", fields, change.state),
      state,
    );
  }
}

function apply(procedure: AnyProcedure, change: Change): AnyProcedure {
  const steps = Object.entries(change.steps).map(([name, body]) => {
    const before = Object.hasOwn(procedure.steps, name) ? procedure.steps[name] : null;
    const original = (context: never) =>
      before === null
        ? nothingBefore(procedure, name)
        : runOriginal(procedure.says[name], () => before(context));
    const run = body as (context: never, original: unknown) => AnyOutcome;
    return [name, (context: never) => run(context, original)] as const;
  });
  const locals = merged(procedure.name, procedure.locals, change.locals);
  // What is said of a step is said of its code: it outlives that only where the new code runs the old one.
  const kept = Object.entries(procedure.says).filter(
    ([name]) => !Object.hasOwn(change.steps, name),
  );
  const made = {
    ...procedure,
    locals,
    steps: { ...procedure.steps, ...Object.fromEntries(steps) },
    facts: [...procedure.facts, ...change.facts],
    says: { ...Object.fromEntries(kept), ...change.says },
  };
  assertDeclared(made);
  return made;
}

/** Two changes may bring the same field; another one of its name is refused. */
function merged(what: string, fields: Fields, more: Fields): Fields {
  for (const [name, field] of Object.entries(more)) {
    if (!Object.hasOwn(fields, name) || fields[name] === field) continue;
    throw new LanguageError(
      "change",
      `a change adds a field ${name} to ${what}, which has one`,
      "Give the new field another name.",
    );
  }
  return { ...fields, ...more };
}

function nothingBefore({ name }: AnyProcedure, step: string): never {
  throw new LanguageError(
    "change",
    `${name}, step ${step} is new: there is no original to call`,
    "Call the original only in a step that the procedure has without the change.",
  );
}

function noSuchStep({ name, steps }: AnyProcedure, step: string): LanguageError {
  return new LanguageError(
    "change",
    `${name} has no step ${JSON.stringify(step)} to replace`,
    `Replace one of ${Object.keys(steps).join(", ")}, or add a step with extend().`,
  );
}

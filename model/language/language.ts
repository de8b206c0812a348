import { Binding } from "./Binding.ts";
import type { Context } from "./Context.ts";
import { type Change, type Extension, extend, type Original, replaceStep } from "./changes.ts";
import type { Fields, Sizes, ValuesOf } from "./fields.ts";
import {
  type Arguments,
  type Definition,
  type Given,
  newProcedure,
  type Outcome,
  type Procedure,
} from "./procedure.ts";
import {
  type Actor,
  assertSystem,
  type Cover,
  type NameOf,
  type Property,
  type System,
} from "./System.ts";
import type { Happened, Wording } from "./wording.ts";

/** An actor whose procedure is about this state, its self and its kernel. */
export interface ActorOf<S, Self, Kernel> extends Actor {
  readonly __of?: (s: S, self: Self, kernel: Kernel) => void;
}

/** A system as it is written down: what is left out is empty. */
export interface SystemDefinition<F extends Fields, Self, Kernel> {
  readonly name: string;
  readonly state: F;
  readonly sizes?: Sizes;
  /** How an index is written in traces; by default as a number. */
  readonly nameOf?: NameOf;
  readonly kernel: Kernel;
  readonly actors: readonly ActorOf<ValuesOf<F>, Self, Kernel>[];
  readonly changes?: readonly Change[];
  /** Sets the initial state; what it leaves alone starts at rest. */
  readonly initialise?: (s: ValuesOf<F>) => void;
  readonly properties?: readonly Property<ValuesOf<F>, Self>[];
  readonly covers?: readonly Cover<ValuesOf<F>, Self>[];
}

/** What an actor is given: the parameters of its procedure, if it has any, and its constants. */
type ActorDefinition<P, Self> = { readonly self: Self } & (keyof P extends never
  ? { readonly args?: Arguments<P> }
  : { readonly args: Arguments<P> });

/**
 * The words for writing procedures, actors and systems over one state, one self and one kernel. What
 * `bind` makes of a step's context, the step sees besides; a step is still called with the plain one.
 */
export function language<F extends Fields, Self, Kernel, Bound extends object = object>(
  bind?: (context: Context<ValuesOf<F>, unknown, Self, Kernel>) => Bound,
) {
  type S = ValuesOf<F>;
  const binding = new Binding(bind);
  return {
    /** A kernel function, or a piece of one. */
    procedure<const K extends string, const P extends Fields, const L extends Fields>(
      name: string,
      source: string,
      definition: Definition<S, P, L, Self, Kernel, K, Bound>,
    ): Procedure<S, Given<P>, Given<P> & Given<L>, Self, Kernel, K> {
      const { says = {}, ...rest } = definition;
      const steps = binding.bodies(definition.steps);
      const made = newProcedure(name, source, { ...rest, steps });
      return { ...made, says: binding.wordings(says) };
    },

    /** `body` instead of the body that a step of a procedure has; it may call the original. */
    replaceStep<P, L, K extends string>(
      procedure: Procedure<S, P, L, Self, Kernel, K>,
      step: NoInfer<K>,
      body: (
        context: Context<S, L, Self, Kernel> & Bound,
        original: Original<S, L, Self, Kernel, K>,
      ) => NoInfer<Outcome<K, L>>,
      says?: Wording<Happened<S, L, Self, Kernel> & Bound>,
    ): Change {
      const change = replaceStep(procedure, step, binding.body(body));
      return says === undefined ? change : { ...change, says: binding.wordings({ [step]: says }) };
    },

    /** A procedure with more: steps replaced or new, locals, fields of the state. */
    extend<
      P,
      L,
      K extends string,
      const N extends string,
      const M extends Fields,
      const G extends Fields,
    >(
      procedure: Procedure<S, P, L, Self, Kernel, K>,
      more: Extension<S, L, Self, Kernel, K, N, M, G, Bound>,
    ): Change {
      const { says = {}, ...rest } = more;
      const change = extend(procedure, { ...rest, steps: binding.bodies(more.steps) });
      return { ...change, says: binding.wordings(says) };
    },

    /** The context of the step that runs now, for the functions that it calls. Needs `bind`. */
    current(): Context<S, unknown, Self, Kernel> {
      return binding.current;
    },

    /** Somebody who runs a procedure, from its first step on. */
    actor<P, L, K extends string>(
      name: string,
      procedure: Procedure<S, P, L, Self, Kernel, K>,
      { self, args }: ActorDefinition<NoInfer<P>, Self>,
    ): ActorOf<S, Self, Kernel> {
      return { name, procedure, args: { ...args }, self };
    },

    /** A closed system, its declaration checked. */
    system(definition: SystemDefinition<F, Self, Kernel>): System<S, Self> {
      const made: System<S, Self> = {
        sizes: {},
        nameOf: (_, index) => String(index),
        changes: [],
        initialise: () => {},
        properties: [],
        covers: [],
        ...definition,
      };
      assertSystem(made as System);
      return made;
    },
  };
}

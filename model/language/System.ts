import type { Fields, Sizes } from "./fields.ts";
import type { AnyProcedure, Replacement } from "./procedure.ts";
import type { NameOf } from "./views.ts";

/** Who runs: a user thread on a CPU, a kernel thread, the hardware, the disk. */
export interface Actor {
  readonly name: string;
  readonly procedure: AnyProcedure;
  readonly args: Readonly<Record<string, unknown>>;
  /** Constants of this actor that its steps may read: its CPU, its mm, what it runs. */
  readonly self: unknown;
}

/** A procedure with these steps: a step that it does not have does not compile. */
export interface WithSteps<K extends string> extends AnyProcedure {
  readonly steps: Readonly<Record<K, AnyProcedure["steps"][string]>>;
}

/** What a predicate can ask of an actor. */
export interface ActorView {
  readonly name: string;
  /** Is this actor about to take `step` of `procedure`? */
  at<K extends string>(procedure: WithSteps<K>, step: NoInfer<K>): boolean;
  /** Is this actor anywhere in `procedure`, or in what it calls? */
  within(procedure: AnyProcedure): boolean;
}

/** What a predicate sees of one state. */
export interface Moment<S> {
  readonly s: S;
  readonly actors: Readonly<Record<number, ActorView>>;
}

export type StatePredicate<S> = (moment: Moment<S>) => boolean;

interface PropertyOf<S> {
  readonly id: string;
  /** When it says something at all: never true means that green is empty. */
  antecedent(moment: Moment<S>): boolean;
}

/** A property of states. Predicates are methods, so that the explorer may take any system. */
export interface StateProperty<S> extends PropertyOf<S> {
  readonly over: "states";
  holds(moment: Moment<S>): boolean;
}

/** A property of the steps of some procedures. */
export interface StepProperty<S> extends PropertyOf<S> {
  readonly over: "steps";
  readonly procedures: readonly AnyProcedure[];
  holds(before: Moment<S>, after: Moment<S>): boolean;
}

export type Property<S> = StateProperty<S> | StepProperty<S>;

/** A state that must be reachable, else the result says less than it seems to. */
export interface Cover<S> {
  readonly id: string;
  reached(moment: Moment<S>): boolean;
}

/** A closed system: everything the explorer needs. */
export interface System<S = unknown> {
  readonly name: string;
  readonly state: Fields;
  readonly sizes: Sizes;
  readonly nameOf: NameOf;
  readonly kernel: unknown;
  readonly actors: readonly Actor[];
  readonly replacements: readonly Replacement[];
  /** Sets the initial state; everything else starts at rest. */
  initialise(s: S): void;
  readonly properties: readonly Property<S>[];
  readonly covers: readonly Cover<S>[];
}

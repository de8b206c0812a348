import type { Change } from "./changes.ts";
import type { Fact } from "./facts.ts";
import { type Fields, type Sizes, sizeOf } from "./fields.ts";
import { LanguageError } from "./LanguageError.ts";
import type { AnyProcedure } from "./procedure.ts";

/** How an index of a domain is written in paths and traces. */
export type NameOf = (domain: string, index: number) => string;

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
export interface ActorView<Self = unknown> {
  readonly name: string;
  readonly self: Self;
  /** Is this actor about to take `step` of `procedure`? */
  at<K extends string>(procedure: WithSteps<K>, step: NoInfer<K>): boolean;
  /** Is this actor anywhere in `procedure`, or in what it calls? */
  within(procedure: AnyProcedure): boolean;
  /** Is the fact declared of where this actor is? */
  is(fact: Fact): boolean;
}

/** What a predicate sees of one state. */
export interface Moment<S, Self = unknown> {
  readonly s: S;
  readonly actors: Readonly<Record<number, ActorView<Self>>>;
}

export type StatePredicate<S, Self = unknown> = (moment: Moment<S, Self>) => boolean;

interface PropertyOf<S, Self> {
  readonly id: string;
  /** When it says something at all: never true means that green is empty. */
  antecedent(moment: Moment<S, Self>): boolean;
  /** What is against it in a state in which it is false, or to which a step leads that breaks it. */
  wrong?(moment: Moment<S, Self>): string;
}

/** A property of states. Predicates are methods, so that the explorer may take any system. */
export interface StateProperty<S, Self = unknown> extends PropertyOf<S, Self> {
  readonly over: "states";
  holds(moment: Moment<S, Self>): boolean;
}

/** A property of the steps of some procedures. */
export interface StepProperty<S, Self = unknown> extends PropertyOf<S, Self> {
  readonly over: "steps";
  readonly procedures: readonly AnyProcedure[];
  holds(before: Moment<S, Self>, after: Moment<S, Self>): boolean;
}

export type Property<S, Self = unknown> = StateProperty<S, Self> | StepProperty<S, Self>;

/** A state that must be reachable, else the result says less than it seems to. */
export interface Cover<S, Self = unknown> {
  readonly id: string;
  reached(moment: Moment<S, Self>): boolean;
}

/** A closed system: everything the explorer needs. */
export interface System<S = unknown, Self = unknown> {
  readonly name: string;
  readonly state: Fields;
  readonly sizes: Sizes;
  readonly nameOf: NameOf;
  readonly kernel: unknown;
  readonly actors: readonly Actor[];
  readonly changes: readonly Change[];
  /** Sets the initial state; everything else starts at rest. */
  initialise(s: S): void;
  readonly properties: readonly Property<S, Self>[];
  readonly covers: readonly Cover<S, Self>[];
}

/** Refuses a system whose names or sizes cannot be right, before anything runs. */
export function assertSystem(system: System): void {
  const { name, sizes, actors, properties, covers } = system;
  for (const domain of Object.keys(sizes)) sizeOf(domain, sizes);
  if (actors.length === 0) {
    throw refusal(`${name} has no actors`, "Give it at least one: nothing happens without.");
  }
  assertDistinct(
    name,
    "actors",
    actors.map((actor) => actor.name),
  );
  assertDistinct(
    name,
    "properties or covers",
    [...properties, ...covers].map(({ id }) => id),
  );
}

function assertDistinct(system: string, what: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw refusal(
    `${system} has two ${what} named ${JSON.stringify(twice)}`,
    "Results are told by name: give each one of its own.",
  );
}

function refusal(what: string, advice: string): LanguageError {
  return new LanguageError("declaration", what, advice);
}

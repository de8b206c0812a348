import { type Actor, type AnyProcedure, LanguageError } from "../../model/language/index.ts";
import type { Place } from "./Place.ts";
import type { Slot } from "./Slot.ts";

/** A procedure as entered from one place: its parameters and locals have slots of their own. */
export interface Activation {
  readonly procedure: AnyProcedure;
  readonly caller: Caller | null;
  readonly local: Place;
  /** The slots of its parameters. */
  readonly given: readonly Slot[];
  /** Those of its locals: they have no value until they are assigned. */
  readonly unset: readonly Slot[];
  readonly callees: Map<string, Activation>;
  /** The locals that are alive in it: its callers', outermost first, and its own. */
  readonly alive: readonly Slot[];
}

/** Where a procedure was called from, and how it goes on there. */
export interface Caller {
  readonly activation: Activation;
  readonly then: string;
  /** Names of locals: the caller's takes what the callee's holds when the callee is done. */
  readonly results: readonly (readonly [string, string])[];
}

/** Where an actor can be: about to take a step of an activation, or finished (no step). */
export interface Position {
  readonly code: number;
  readonly activation: Activation;
  readonly step: string | null;
}

export interface ActorProgram {
  readonly index: number;
  readonly actor: Actor;
  /** Holds the code of the actor's position. */
  readonly pc: Slot;
  /** Grows while the program is unfolded; the first one is the entry. */
  readonly positions: Position[];
  readonly root: Activation;
}

/** Is the activation one of this procedure, or called from one? */
export function isWithin({ procedure, caller }: Activation, sought: AnyProcedure): boolean {
  return procedure === sought || (caller !== null && isWithin(caller.activation, sought));
}

/** The activations that are alive in one: its callers, outermost first, and itself. */
export function chainOf(activation: Activation): readonly Activation[] {
  const { caller } = activation;
  return caller === null ? [activation] : [...chainOf(caller.activation), activation];
}

/** The step at which a procedure starts: its first. */
export function entryOf(procedure: AnyProcedure): string {
  return Object.keys(procedure.steps)[0];
}

/** The position before a step, or after the last one (null); entered in the actor's list if it is new. */
export function positionOf(
  { positions }: ActorProgram,
  activation: Activation,
  step: string | null,
): Position {
  const known = positions.find((p) => p.activation === activation && p.step === step);
  if (known !== undefined) return known;
  if (step !== null) assertStep(activation.procedure, step);
  const position = { code: positions.length, activation, step };
  positions.push(position);
  return position;
}

/** Refuses a step that a procedure does not have. */
export function assertStep({ name, steps }: AnyProcedure, step: unknown): void {
  if (typeof step === "string" && Object.hasOwn(steps, step)) return;
  const said =
    step === undefined ? "a step returned nothing" : `there is no step ${JSON.stringify(step)}`;
  throw new LanguageError(
    "label",
    `${name}: ${said}`,
    `Say one of ${Object.keys(steps).join(", ")}, "done", blocked, outOfScope(…) or a call.`,
  );
}

/** Refuses a call of a procedure that is already active. */
export function assertNotRecursive(caller: Activation, callee: AnyProcedure): void {
  if (!isWithin(caller, callee)) return;
  throw new LanguageError(
    "recursion",
    `${caller.procedure.name} calls ${callee.name}, which is already active`,
    "Procedures have a static depth: write the repetition as steps of one procedure.",
  );
}

/** A position in words: "zap_pte_range, step set_page_dirty". */
export function textOf({ activation, step }: Position): string {
  return `${activation.procedure.name}, step ${step ?? "none"}`;
}

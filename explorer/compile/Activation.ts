import {
  type Actor,
  type AnyProcedure,
  LanguageError,
  type Slot,
} from "../../model/language/index.ts";

/** A procedure as entered from one place: its locals have slots of their own. */
export interface Activation {
  readonly procedure: AnyProcedure;
  readonly caller: Caller | null;
  readonly local: object;
  readonly slots: readonly Slot[];
  readonly callees: Map<string, Activation>;
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
export function isWithin(activation: Activation, procedure: AnyProcedure): boolean {
  if (activation.procedure.name === procedure.name) return true;
  return activation.caller !== null && isWithin(activation.caller.activation, procedure);
}

/** The locals that are alive in an activation: its own and those of its callers. */
export function aliveSlots({ slots, caller }: Activation): readonly Slot[] {
  return caller === null ? slots : [...aliveSlots(caller.activation), ...slots];
}

/** The step at which a procedure starts: its first. */
export function entryOf(procedure: AnyProcedure): string {
  return Object.keys(procedure.steps)[0];
}

/** A scalar local, by its name. */
export function slotNamed({ procedure, slots }: Activation, name: string): Slot {
  const slot = slots.find(({ path }) => path.endsWith(`.${name}`));
  if (slot !== undefined) return slot;
  throw new LanguageError(
    "label",
    `${procedure.name} has no scalar local ${JSON.stringify(name)}`,
    "Results of a call are scalars: declare them as locals of the caller and of the callee.",
  );
}

/** The position before a step, or after the last one (null); entered in the actor's list if it is new. */
export function positionOf(
  actor: ActorProgram,
  activation: Activation,
  step: string | null,
): Position {
  const known = actor.positions.find((p) => p.activation === activation && p.step === step);
  if (known !== undefined) return known;
  if (step !== null && !Object.hasOwn(activation.procedure.steps, step)) {
    throw new LanguageError(
      "label",
      `${activation.procedure.name} has no step ${JSON.stringify(step)}`,
      `Return one of ${Object.keys(activation.procedure.steps).join(", ")}, "done", blocked or a call.`,
    );
  }
  const position = { code: actor.positions.length, activation, step };
  actor.positions.push(position);
  return position;
}

/** Refuses a call of a procedure that is already active. */
export function assertNotRecursive(caller: Activation, callee: AnyProcedure): void {
  if (isWithin(caller, callee)) {
    throw new LanguageError(
      "recursion",
      `${caller.procedure.name} calls ${callee.name}, which is already active`,
      "Procedures have a static depth: write the repetition as steps of one procedure.",
    );
  }
}

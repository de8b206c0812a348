import {
  type ActorView,
  type AnyProcedure,
  Changes,
  isProcedure,
  type Moment,
  type System,
} from "../../model/language/index.ts";
import * as operations from "../../model/operations/index.ts";
import type { State } from "../../model/state/index.ts";
import { didYouMean } from "../nearest.ts";
import { UsageError } from "../UsageError.ts";

/** Asks where an actor stands: "at" a step that it is about to take, or anywhere "in" a procedure. */
export const placeWords = ["at", "in"] as const;

/**
 * What asks where an actor stands, as in: zapper at zap_pte_range.page_remove_rmap, zapper in madvise_dontneed.
 *
 * @throws {UsageError} There is no such actor, procedure or step.
 */
export function actorPlace(
  system: System<State>,
  actor: string,
  word: (typeof placeWords)[number],
  place: readonly string[],
): (moment: Moment<unknown>) => boolean {
  const names = system.actors.map(({ name }) => name);
  const index = names.indexOf(actor);
  if (index < 0) throw unknown("the system has no actor", actor, names);
  const [name, step, ...rest] = place;
  const procedure = procedures.find((one) => one.name === name);
  if (procedure === undefined) {
    const known = procedures.map((one) => one.name);
    throw unknown("there is no procedure", name, known);
  }
  if (word === "in") {
    if (step === undefined) return ({ actors }) => actors[index].within(procedure);
    throw new UsageError(
      `${name}.${step} is a step`,
      `Ask for it with at: ${actor} at ${name}.${step}`,
    );
  }
  const steps = stepsOf(system, procedure);
  if (step === undefined) {
    throw new UsageError(
      `${name} is a procedure, not a step of one`,
      `Ask for it with in: ${actor} in ${name}; or for a step of it: ${steps.join(", ")}.`,
    );
  }
  if (!steps.includes(step) || rest.length > 0) {
    throw unknown(`${name} has no step`, [step, ...rest].join("."), steps);
  }
  return ({ actors }) => (actors[index] as ActorView).at(procedure, step);
}

const procedures = Object.values<unknown>(operations).filter(isProcedure);

/** Every place at which an actor may stand, as it is written: procedure.step. */
export function placeTexts(system: System<State>): string[] {
  return procedures.flatMap((procedure) =>
    stepsOf(system, procedure).map((step) => `${procedure.name}.${step}`),
  );
}

/** With those that the changes of the system add. */
function stepsOf({ changes }: System<State>, procedure: AnyProcedure): string[] {
  return Object.keys(new Changes(changes).of(procedure).steps);
}

function unknown(what: string, wrong: string, known: readonly string[]): UsageError {
  return new UsageError(
    `${what} ${JSON.stringify(wrong)}${didYouMean(wrong, known)}`,
    `There are: ${known.join(", ")}.`,
  );
}

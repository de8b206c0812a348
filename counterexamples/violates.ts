import type { Reference } from "../explorer/reference/index.ts";
import { LanguageError } from "../model/language/index.ts";
import type { Run } from "./replay.ts";

/** The words that stand for a property where nothing can happen any more, or a step breaks a rule. */
export const deadlock = "deadlock";
export const stepError = "error";

/**
 * Does the end of a run break the property: is it false there, or throws it? Evaluated on the reference, not
 * on compiled code.
 */
export function violates(
  reference: Reference,
  { states, steps }: Run,
  propertyId: string,
): boolean {
  const last = states[states.length - 1];
  const step = steps.at(-1);
  if (propertyId === stepError) return step?.outcome.kind === "error";
  if (propertyId === deadlock) return isDeadlock(reference, last);
  const property = reference.system.properties.find(({ id }) => id === propertyId);
  if (property === undefined) throw new Error(`the system has no property ${propertyId}`);
  return isFalseOrThrows(() => {
    if (property.over === "states") {
      return reference.look(last, (moment) => {
        property.antecedent(moment);
        return property.holds(moment);
      });
    }
    reference.look(last, (moment) => property.antecedent(moment));
    const judged = property.procedures.map((procedure) => reference.effective(procedure));
    if (step?.outcome.kind !== "taken" || !judged.includes(step.procedure)) return true;
    return reference.lookAtStep(states[states.length - 2], last, (before, after) =>
      property.holds(before, after),
    );
  });
}

function isDeadlock(reference: Reference, state: Run["states"][number]): boolean {
  return !reference.isFinished(state) && reference.successors(state).length === 0;
}

function isFalseOrThrows(holds: () => boolean): boolean {
  try {
    return !holds();
  } catch (error) {
    if (error instanceof LanguageError && !error.countsIfReached) throw error;
    return true;
  }
}

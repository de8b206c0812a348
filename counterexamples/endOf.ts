import type { Reference } from "../explorer/reference/index.ts";
import { LanguageError } from "../model/language/index.ts";
import type { Run } from "./replay.ts";

/** The words that stand for a property where nothing can happen any more, or a step breaks a rule. */
export const deadlock = "deadlock";
export const stepError = "error";

/** The word for a run of which nothing is claimed, wherever it ends. */
export const aRun = "run";

/** How a run ends that something is wrong with; `message` says which rule of the model is broken. */
export type End =
  | { readonly kind: "violated" | "deadlock" | "run" }
  | { readonly kind: "error"; readonly message: string };

/**
 * What is wrong at the end of a run, as far as the property is concerned: it is false there, or throws, or
 * nobody can move, or the last step breaks a rule; null if nothing is. Evaluated on the reference, not on
 * compiled code.
 */
export function endOf(reference: Reference, run: Run, propertyId: string): End | null {
  if (propertyId === aRun) return { kind: "run" };
  const outcome = run.steps.at(-1)?.outcome;
  if (propertyId === stepError) {
    return outcome?.kind === "error" ? { kind: "error", message: outcome.error.message } : null;
  }
  if (propertyId === deadlock) return isDeadlock(reference, run) ? { kind: "deadlock" } : null;
  try {
    return holdsAtEnd(reference, run, propertyId) ? null : { kind: "violated" };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof LanguageError && !error.countsIfReached) throw error;
    return { kind: "error", message: `${propertyId}: ${error.message}` };
  }
}

function isDeadlock(reference: Reference, { states }: Run): boolean {
  const last = states[states.length - 1];
  return !reference.isFinished(last) && reference.successors(last).length === 0;
}

function holdsAtEnd(reference: Reference, { states, steps }: Run, propertyId: string): boolean {
  const property = reference.system.properties.find(({ id }) => id === propertyId);
  if (property === undefined) {
    throw new LanguageError(
      "declaration",
      `the system has no property ${propertyId}`,
      "Ask for one that it has.",
    );
  }
  const last = states[states.length - 1];
  const step = steps.at(-1);
  // Asked too, as it may be what throws.
  reference.look(last, (moment) => property.antecedent(moment));
  if (property.over === "states") {
    return reference.look(last, (moment) => property.holds(moment));
  }
  const judged = property.procedures.map((procedure) => reference.effective(procedure));
  if (step?.outcome.kind !== "taken" || !judged.includes(step.procedure)) return true;
  return reference.lookAtStep(states[states.length - 2], last, (before, after) =>
    property.holds(before, after),
  );
}

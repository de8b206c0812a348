import type { Reference, ReferenceStep } from "../explorer/reference/index.ts";
import { passesOn } from "../model/language/index.ts";
import type { Entry } from "./Entry.ts";
import { entriesOf } from "./entriesOf.ts";
import type { Run } from "./replay.ts";
import type { Change, Position, TraceStep } from "./Trace.ts";

/** A run as traces tell it, wherever it ends. */
export interface TracedRun {
  /** What each state holds, from the initial one on. */
  readonly states: readonly (readonly Entry[])[];
  readonly steps: readonly TraceStep[];
  /** Where everybody is at its end. */
  readonly positions: readonly Position[];
}

/** A run with what is said of its steps and what they changed. */
export function tracedRun(reference: Reference, run: Run): TracedRun {
  const states = run.states.map((state) => entriesOf(reference, state));
  const steps = run.steps.map((step, at) => stepOf(reference, run.states[at], step, states, at));
  return { states, steps, positions: positionsIn(reference, run) };
}

function stepOf(
  reference: Reference,
  before: Run["states"][number],
  step: ReferenceStep,
  entries: TracedRun["states"],
  at: number,
): TraceStep {
  const changes = changesBetween(entries[at], entries[at + 1] ?? entries[at]);
  return {
    actor: reference.system.actors[step.actor].name,
    ...placeOf(step),
    source: step.procedure.source,
    choices: [...step.choices],
    chosen: step.chosen.map(String),
    says: saidOf(reference.says(before, step), step, changes),
    calls: step.calls.map(({ name, source }) => ({ name, source })),
    changes,
  };
}

/** What its procedure says of it, or what it called: true by construction. */
function saidOf(
  said: ReturnType<Reference["says"]>,
  { calls, outcome }: ReferenceStep,
  changes: readonly Change[],
): string | null {
  if (outcome.kind === "error") return `throws: ${outcome.error.what}`;
  if (typeof said === "string") return said;
  if (said === passesOn && changes.length === 0) return null;
  const names = [...new Set(calls.map(({ name }) => `${name}()`))];
  if (names.length > 0) return names.join(", ");
  return changes.length > 0 ? "changes the state" : "does nothing";
}

/** Where a step was taken, by name. */
export function placeOf({ procedure, step }: ReferenceStep): { procedure: string; step: string } {
  return { procedure: procedure.name, step };
}

function positionsIn(reference: Reference, { states }: Run): Position[] {
  const last = states[states.length - 1];
  return reference.system.actors.map(({ name }, actor) => ({
    actor: name,
    stack: reference.stackOf(last, actor).map(({ procedure, step }) => `${procedure.name}.${step}`),
  }));
}

/** Both lists have the same paths in the same order: they come from the same fields. */
function changesBetween(before: readonly Entry[], after: readonly Entry[]): Change[] {
  return after.flatMap(({ path, value: to }, at) => {
    const from = before[at].value;
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
  });
}

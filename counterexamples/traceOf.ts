import type { Reference, ReferenceStep, RunState } from "../explorer/reference/index.ts";
import { passesOn } from "../model/language/index.ts";
import type { Entry } from "./Entry.ts";
import { endOf } from "./endOf.ts";
import { entriesOf } from "./entriesOf.ts";
import { type Move, type Run, replay } from "./replay.ts";
import {
  type Change,
  type Position,
  type Trace,
  type TraceStep,
  type TraceSubject,
  traceSchemaName,
} from "./Trace.ts";
import { version } from "./version.ts";
import { wrongIn } from "./wrongIn.ts";

/**
 * The moves as a trace: replayed on the reference, and the property evaluated there again. A trace
 * that does not end in a violation is a fault of ptecheck, and is never shown.
 */
export function traceOf(
  reference: Reference,
  subject: TraceSubject,
  moves: readonly Move[],
): Trace {
  const run = replay(reference, moves);
  const end = endOf(reference, run, subject.property);
  if (end === null) {
    throw new Error(
      `${subject.scenario}: the compiled code and the reference disagree on ${subject.property}`,
    );
  }
  const entries = run.states.map((state) => entriesOf(reference, state));
  return {
    schema: traceSchemaName,
    version,
    ...subject,
    end: end.kind,
    error: end.kind === "error" ? end.message : null,
    wrong: end.kind === "violated" ? wrongIn(reference, run, subject.property) : null,
    scope: { ...reference.system.sizes },
    initial: entries[0],
    steps: run.steps.map((step, at) => stepOf(reference, run.states[at], step, entries, at)),
    last: entries[entries.length - 1],
    positions: positionsIn(reference, run),
  };
}

function stepOf(
  reference: Reference,
  before: RunState,
  step: ReferenceStep,
  entries: readonly Entry[][],
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

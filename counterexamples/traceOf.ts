import type { Reference, ReferenceStep, RunState } from "../explorer/reference/index.ts";
import { type Description, describe } from "../model/describe.ts";
import type { State } from "../model/state.ts";
import { endOf } from "./endOf.ts";
import { type Move, type Run, replay } from "./replay.ts";
import {
  type Change,
  type Trace,
  type TraceStep,
  type TraceSubject,
  traceSchemaName,
} from "./Trace.ts";

/**
 * The moves as a trace: replayed on the reference, and the property evaluated there again. A trace
 * that does not end in a violation is a fault of ptecheck, and is never shown.
 */
export function traceOf(
  reference: Reference<State>,
  subject: TraceSubject,
  moves: readonly Move[],
): Trace {
  const run = replay(reference as Reference, moves);
  const end = endOf(reference as Reference, run, subject.property);
  if (end === null) {
    throw new Error(
      `${subject.scenario}: the compiled code and the reference disagree on ${subject.property}`,
    );
  }
  const descriptions = run.states.map((state) => descriptionOf(reference, state));
  return {
    schema: traceSchemaName,
    ...subject,
    end: end.kind,
    error: end.kind === "error" ? end.message : null,
    steps: stepsOf(reference, run, descriptions),
    last: Object.fromEntries(descriptions[descriptions.length - 1]),
  };
}

/** A state in kernel terms. */
function descriptionOf(reference: Reference<State>, state: RunState): Description {
  const actorName = (actor: number) => reference.system.actors[actor].name;
  return reference.look(state, ({ s }) => describe(s, actorName));
}

function stepsOf(
  { system }: Reference<State>,
  run: Run,
  descriptions: readonly Description[],
): TraceStep[] {
  return run.steps.map((step, at) => ({
    actor: system.actors[step.actor].name,
    ...placeOf(step),
    choices: [...step.choices],
    chosen: step.chosen.map(String),
    changes: changesBetween(descriptions[at], descriptions[at + 1] ?? descriptions[at]),
  }));
}

/** Where a step was taken, by name. */
export function placeOf({ procedure, step }: ReferenceStep): { procedure: string; step: string } {
  return { procedure: procedure.name, step };
}

function changesBetween(before: Description, after: Description): Change[] {
  return [...after].flatMap(([what, to]) => {
    const from = before.get(what) ?? "";
    return from === to ? [] : [{ what, from, to }];
  });
}

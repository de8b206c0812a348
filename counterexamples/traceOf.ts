import { type Codes, type Compiled, PlainStore } from "../explorer/compile/index.ts";
import type { ReferenceStep } from "../explorer/reference/index.ts";
import { type Description, describe } from "../model/describe.ts";
import type { State } from "../model/state.ts";
import type { Move } from "./moves.ts";
import { type Run, replay } from "./replay.ts";
import { type Change, type Trace, type TraceStep, traceSchemaName } from "./Trace.ts";
import { violates } from "./violates.ts";

/** What a trace is of. */
export interface Subject {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly proposal: string | null;
  readonly property: string;
  readonly statement: string;
}

/**
 * The moves as a trace: replayed on the reference, and the property evaluated there again. A trace
 * that does not end in a violation is a fault of ptecheck, and is never shown.
 */
export function traceOf(
  compiled: Compiled<State>,
  subject: Subject,
  moves: readonly Move[],
): Trace {
  const run = replay(compiled, moves);
  if (!violates(compiled, run, subject.property)) {
    throw new Error(
      `${subject.scenario}: the compiled code and the reference disagree on ${subject.property}`,
    );
  }
  const descriptions = run.states.map((codes) => descriptionOf(compiled, codes));
  return {
    schema: traceSchemaName,
    ...subject,
    steps: stepsOf(run, descriptions),
    last: Object.fromEntries(descriptions[descriptions.length - 1]),
  };
}

/** A state in kernel terms. */
function descriptionOf(compiled: Compiled<State>, codes: Codes): Description {
  const { program } = compiled.unfolded;
  const actorName = (actor: number) => program.actors[actor].actor.name;
  return program.look(({ s }) => describe(s, actorName), new PlainStore([...codes]));
}

function stepsOf(run: Run, descriptions: readonly Description[]): TraceStep[] {
  return run.steps.map((step, at) => ({
    ...placeOf(step),
    choices: [...step.choices],
    chosen: step.chosen.map(String),
    changes: changesBetween(descriptions[at], descriptions[at + 1]),
  }));
}

export function placeOf({ actor, position }: ReferenceStep): {
  actor: string;
  procedure: string;
  step: string;
} {
  const { activation, step } = position;
  return {
    actor: actor.actor.name,
    procedure: activation.procedure.name,
    step: step ?? "finished",
  };
}

function changesBetween(before: Description, after: Description): Change[] {
  return [...after].flatMap(([what, to]) => {
    const from = before.get(what) ?? "";
    return from === to ? [] : [{ what, from, to }];
  });
}

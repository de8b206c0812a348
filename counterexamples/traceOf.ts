import type { Reference } from "../explorer/reference/index.ts";
import { endOf } from "./endOf.ts";
import { type Move, replay } from "./replay.ts";
import { type Trace, type TraceSubject, traceSchemaName } from "./Trace.ts";
import { tracedRun } from "./tracedRun.ts";
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
  const { states, steps, positions } = tracedRun(reference, run);
  return {
    schema: traceSchemaName,
    version,
    ...subject,
    end: end.kind,
    error: end.kind === "error" ? end.message : null,
    wrong: end.kind === "violated" ? wrongIn(reference, run, subject.property) : null,
    scope: { ...reference.system.sizes },
    initial: states[0],
    steps,
    last: states[states.length - 1],
    positions,
  };
}

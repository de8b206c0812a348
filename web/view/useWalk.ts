import { useMemo, useRef } from "preact/hooks";
import type { Row } from "../../checks/index.ts";
import type { Trace } from "../../counterexamples/index.ts";
import { type NamedMove, type Walk, walkOf } from "../../walk/index.ts";
import { editedId } from "../edit/index.ts";
import { type Question, subjectsOf } from "../question/index.ts";

/** The run that is looked at. */
export interface Looked {
  readonly walk: Walk;
  /** The counterexample that it is; null of a run of one's own, and of one that was taken elsewhere. */
  readonly trace: Trace | null;
  /** Where it was found, if that is another system. */
  readonly from: string | null;
}

/** A trace and the moves in it. */
interface Kept {
  readonly scenario: string;
  readonly name: string;
  readonly moves: readonly NamedMove[];
}

/** The run of a question: one's own, or the trace of its law, or else the last one, as far as it goes here. */
export function useWalk(question: Question, rows: readonly Row[] | null): Looked | string | null {
  const last = useRef<Kept | null>(null);
  return useMemo(() => {
    if (rows === null) return null;
    const trace = traceIn(rows, question.law);
    try {
      if (question.moves !== null) return looked(question, question.moves, null, null);
      if (trace !== null) {
        last.current = {
          scenario: question.scenario,
          name: nameOf(question),
          moves: movesIn(trace),
        };
        return looked(question, last.current.moves, trace, null);
      }
      const kept = last.current;
      if (kept === null || kept.scenario !== question.scenario)
        return looked(question, [], null, null);
      return looked(question, kept.moves, null, kept.name);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }, [question.moves, question.law, rows]);
}

/** The traces of rows, and that of what a proposal changes where no verdict tells. */
export function tracesIn(rows: readonly Row[]): Trace[] {
  return [
    ...rows.flatMap(({ trace }) => trace ?? []),
    ...(rows[0]?.apart?.trace ? [rows[0].apart.trace] : []),
  ];
}

function traceIn(rows: readonly Row[], law: string | null): Trace | null {
  const traces = tracesIn(rows);
  return (law === null ? traces[0] : traces.find(({ property }) => property === law)) ?? null;
}

function looked(
  question: Question,
  moves: readonly NamedMove[],
  trace: Trace | null,
  from: string | null,
): Looked {
  const [subject] = subjectsOf(question, [question.kernel]);
  // What is only reached without the proposal is a run without it.
  const isWithout = trace !== null && trace.proposal === null;
  return { walk: walkOf(isWithout ? { ...subject, proposal: null } : subject, moves), trace, from };
}

/** The moves of a trace, by names. */
export function movesIn({ steps }: Trace): NamedMove[] {
  return steps.map(({ actor, procedure, step, chosen }) => {
    return { actor, place: `${procedure}.${step}`, chosen };
  });
}

function nameOf({ kernel, mapping, proposals, edits }: Question): string {
  const edited = edits.length === 0 ? [] : [editedId];
  return [`Linux ${kernel}`, mapping, ...proposals, ...edited].join(", ");
}

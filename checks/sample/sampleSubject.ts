import { type Trace, traceOf } from "../../counterexamples/index.ts";
import { compile } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { sample } from "../../explorer/sample/index.ts";
import { explore } from "../../explorer/search/index.ts";
import type { System } from "../../model/language/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { assertLeadsTo, expectedOf, type Subject, traceSubjectOf } from "../index.ts";
import { shortened } from "./shortened.ts";

/** How much to sample, and from which seed; a path goes to one failure directly. */
export interface SubjectSampleOptions {
  readonly runs: number;
  readonly bursts: number;
  readonly seed: number;
  readonly path?: string;
  /** Search exhaustively too, to tell which share of the states the runs reached. */
  readonly compare?: boolean;
}

/** What sampling one property of one system found. */
export interface SampleRow {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly property: string;
  readonly expected: "holds" | "violated";
  readonly found: boolean;
  readonly runs: number;
  readonly seed: number;
  readonly path: string | null;
  readonly statesReached: number;
  /** Null where nobody asked to compare. */
  readonly statesKnown: number | null;
  /** How many steps the run had that was found; null if none was. */
  readonly steps: number | null;
  /** Is the trace a shortest one? Else a bound was met before that was known, and it is the run that was found. */
  readonly isShortest: boolean;
  readonly trace: Trace | null;
}

/** How far it is: states that the exhaustive search has found, then the run of a property that begins. */
export type SampleProgress =
  | { readonly states: number }
  | { readonly property: string; readonly runs: number };

/** Samples every property of a system, and tells how far it is. */
export function sampleSubject(
  subject: Subject,
  options: SubjectSampleOptions,
  onProgress: (so: SampleProgress) => void = () => {},
): SampleRow[] {
  const { scenario, kernel, mapping, proposal, invariants } = subject;
  const system = systemOf(scenario, kernel, mapping, invariants, proposal);
  const compiled = compile(system);
  if (proposal !== null) assertLeadsTo(proposal, compiled.program);
  const reference = new Reference(system) as Reference;
  const known = options.compare ? explore(compiled, {}, onProgress).states : null;
  return invariants.map(({ id }) => {
    const { runs, seed, failure, reached } = sample(compiled, id, {
      ...options,
      path: options.path ?? null,
      onRun: (runs) => onProgress({ property: id, runs }),
    });
    const short = failure && shortened(system as System, id, failure.moves);
    const names = { scenario: scenario.id, kernel, mapping, property: id };
    return {
      ...names,
      expected: expectedOf(subject, id),
      found: failure !== null,
      runs,
      seed,
      path: failure?.path ?? null,
      statesReached: reached.size,
      statesKnown: known,
      steps: failure?.moves.length ?? null,
      isShortest: short?.isShortest ?? false,
      trace: short && traceOf(reference, traceSubjectOf(subject, system.actors, id), short.moves),
    };
  });
}

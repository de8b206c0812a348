import { aRun, traceOf } from "../../counterexamples/index.ts";
import { allPasses, type Compiled, compile, keepingSteps } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { type Liveness, liveness, movesOf } from "../../explorer/search/index.ts";
import type { State } from "../../model/state/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import type { CheckOptions } from "../checkSystem.ts";
import type { Retry } from "../Retry.ts";
import type { Row } from "../Row.ts";
import type { Result } from "../resultOf.ts";
import type { Subject } from "../Subject.ts";
import { traceSubjectOf } from "../traceSubjectOf.ts";

/** What rows are about: of every state. */
const possibleProgress = "possible-progress";
const nobodyWaits = "nobody-waits-for-ever";

/** Every transition is kept: beyond this many states that is not worth its memory. */
const mostStates = 200_000;

/** Results with what can go on for ever, or never again, in their systems: two rows more of each. */
export function* withLiveness(
  results: Iterable<Result>,
  {
    traces: areTraced = true,
    maxStates = mostStates,
  }: Pick<CheckOptions, "traces" | "maxStates"> = {},
  onSystem: (subject: Subject) => void = () => {},
): Generator<Result> {
  for (const result of results) {
    onSystem(result.subject);
    yield {
      ...result,
      rows: [...result.rows, ...livenessRows(result, areTraced, Math.min(maxStates, mostStates))],
    };
  }
}

/** Passes that keep steps keep who can move, and where everybody is; laws, which would keep more, are left out. */
function livenessRows(
  { subject, rows: [first] }: Result,
  areTraced: boolean,
  maxStates: number,
): Row[] {
  const { scenario, kernel, mapping, proposal } = subject;
  const system = systemOf({ ...scenario, covers: [] }, kernel, mapping, [], proposal);
  const compiled = compile(system, { passes: keepingSteps(allPasses) });
  const start = performance.now();
  const looked = liveness(compiled, maxStates);
  // Of this search, not of the one for laws; where it gave up, of the bound that it met.
  const { states = maxStates, transitions = 0, depth = 0 } = looked ?? {};
  const figures = { states, transitions, depth, seconds: (performance.now() - start) / 1000 };
  const bound = looked === null ? "states" : looked.cut;
  const found = bound === null ? looked : null;
  const names = system.actors.map(({ name }) => name);
  const row = (property: string, way: readonly number[] | undefined, shown: string): Row => {
    const told = { ...traceSubjectOf(subject, system.actors, aRun), statement: shown };
    const verdict = found === null ? "incomplete" : way === undefined ? "holds" : "violated";
    return {
      ...first,
      ...figures,
      ...{ property, verdict, expected: "holds", met: verdict === "holds" },
      ...{ before: null, others: [], explained: null, apart: null },
      bound,
      trace:
        way === undefined || !areTraced
          ? null
          : traceOf(
              new Reference(system) as Reference,
              { ...told, command: `${told.command} --liveness` },
              movesOf(compiled, way),
            ),
    };
  };
  const waiting = found?.waiting ?? [];
  return [
    {
      ...row(possibleProgress, found?.endless?.way, endlessText),
      retries: retriesOf(compiled, found),
    },
    row(nobodyWaits, waiting[0]?.way, waitingText(waiting.map(({ actor }) => names[actor]))),
  ];
}

function retriesOf(compiled: Compiled<State>, found: Liveness | null): Retry[] {
  const { actors } = compiled.program.system;
  return (found?.retrying ?? []).map(({ actor, way, cycle }) => ({
    actor: actors[actor].name,
    after: movesOf(compiled, way).length,
    cycle: movesOf(compiled, cycle).map(
      ({ name, procedure, step }) => `${name}: ${procedure}.${step}`,
    ),
  }));
}

const endlessText =
  "A state from which no run brings everybody back to where they began, or to their end.";

function waitingText([first, ...others]: readonly string[]): string {
  const more = others.length === 0 ? "" : ` Elsewhere ${others.join(", ")} can come to that too.`;
  return `A state from which ${first}, in the middle of something, never moves again, while others go on.${more}`;
}

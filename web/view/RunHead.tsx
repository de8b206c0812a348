import { parseState, type Row, UsageError } from "../../checks/index.ts";
import { type Invariant, invariants } from "../../invariants/index.ts";
import type { Walk } from "../../walk/index.ts";
import type { Question } from "../question/index.ts";
import { Explain } from "./Explain.tsx";
import type { Change } from "./useQuestion.ts";
import { type Looked, tracesIn } from "./useWalk.ts";

interface Properties {
  readonly question: Question;
  readonly change: Change;
  readonly looked: Looked;
  readonly rows: readonly Row[];
}

/** What the run shows, of which law, and where it comes from. */
export function RunHead({ question, change, looked, rows }: Properties) {
  const { walk, trace, from } = looked;
  const isOwn = question.moves !== null;
  const property = trace?.property ?? question.law;
  const verdict = trace?.end ?? rows.find((row) => row.property === property)?.verdict;
  const law = invariants.find(({ id }) => id === property);
  const isTold = !isOwn && property !== null && verdict !== undefined;
  return (
    <>
      <Tabs {...{ rows, change }} property={isOwn ? null : property} />
      <h2>
        {isOwn ? ownTitle(walk, question.state) : null}
        {!isOwn && (isTold ? `${property}: ${verdict}` : "No counterexample")}
      </h2>
      {isTold && <p class="statement">{trace?.statement ?? law?.statement}</p>}
      {trace?.error && <p class="wrong">{trace.error}</p>}
      {trace?.wrong && <p class="wrong">Here: {trace.wrong}.</p>}
      {isTold && law !== undefined && <About law={law} />}
      {trace?.end === "violated" && trace.steps.length > 0 && (
        <Explain key={trace.command} {...{ question, trace }} />
      )}
      {from !== null && (
        <p>
          The run of {from}, taken again on Linux {question.kernel}.
        </p>
      )}
      {walk.stopped !== null && <p class="wrong">It stops at {walk.stopped}.</p>}
      {walk.steps.length === 0 && trace === null && (
        <p class="caveat">Under “Fork here” are the moves that begin a run.</p>
      )}
    </>
  );
}

/** A run that was looked for is told by what it leads to, as long as it does. */
function ownTitle({ reference, run }: Walk, state: string | null): string {
  const title = "A run of your own";
  if (state === null || run.steps.length === run.states.length) return title;
  try {
    const parts = parseState(reference.system, state);
    const isSo = reference.look(run.states[run.states.length - 1], (moment) =>
      parts.every(({ holds }) => holds(moment)),
    );
    return isSo ? `A run to ${state}` : title;
  } catch (error) {
    if (error instanceof UsageError) return title;
    throw error;
  }
}

interface TabsProperties {
  readonly rows: readonly Row[];
  readonly property: string | null;
  readonly change: Change;
}

/** The counterexamples that there are. */
function Tabs({ rows, property, change }: TabsProperties) {
  const traces = tracesIn(rows);
  if (traces.length < 2 && property !== null) return null;
  return (
    <fieldset class="tabs">
      <legend class="hidden">Counterexamples</legend>
      {traces.map((trace) => (
        <button
          type="button"
          key={trace.property}
          aria-pressed={trace.property === property}
          onClick={() => change({ law: trace.property, at: null, moves: null })}
        >
          {trace.property}
        </button>
      ))}
    </fieldset>
  );
}

/** Why a law is one, and what it does not say. */
function About({ law: { why, source, doesNotSay } }: { readonly law: Invariant }) {
  return (
    <details>
      <summary>about this law</summary>
      <p>{why}</p>
      <p>
        In the kernel: <code>{source}</code>
      </p>
      <p>What it does not say: {doesNotSay}</p>
    </details>
  );
}

import { useMemo } from "preact/hooks";
import type { Row } from "../../checks/index.ts";
import { keyKernels, mainline } from "../../model/kernels/index.ts";
import { kernelsOf } from "../../scenarios/index.ts";
import type { Walk } from "../../walk/index.ts";
import { type Question, scenarioOf } from "../question/index.ts";
import { Editor } from "./Editor.tsx";
import { RunView } from "./RunView.tsx";
import { Scope } from "./Scope.tsx";
import { Sentence } from "./Sentence.tsx";
import { Status } from "./Status.tsx";
import { Threads } from "./Threads.tsx";
import { Unread } from "./Unread.tsx";
import { type Answers, useAnswers } from "./useAnswers.ts";
import { type Change, useQuestion } from "./useQuestion.ts";
import { useWalk } from "./useWalk.ts";
import { Legend, Verdicts } from "./Verdicts.tsx";

/** The whole page: the question, what came of it, and a run. */
export function Page() {
  const [{ question, refused, unread }, change] = useQuestion();
  const kernels = useMemo(
    () => kernelsFor(question),
    [question.scenario, question.mapping, question.kernel],
  );
  const answers = useAnswers(question, kernels);
  const looked = useWalk(question, answers.isTraced ? answers.rows : null);
  // Kept while only progress is told: it is most of the page.
  const run = useMemo(
    () =>
      looked !== null &&
      typeof looked === "object" && (
        <RunView {...{ question, change, looked }} rows={answers.rows ?? []} />
      ),
    [question, looked],
  );
  const { question: asked, why } = scenarioOf(question);
  return (
    <main>
      <header>
        <span class="mark">ptecheck</span>
        <h1>{asked}</h1>
        <p class="why">{why}</p>
        <Sentence question={question} change={change} />
        <Threads question={question} change={change} />
        {refused !== null && <p role="alert">{refused}</p>}
        {unread.length > 0 && <Unread edits={unread} change={change} />}
        {answers.failed !== null && question.edits.length === 0 && (
          <p role="alert">{answers.failed}</p>
        )}
        <Status question={question} answers={answers} />
      </header>
      <VerdictPart {...{ question, answers, change, kernels }} />
      <Editor
        {...{ question, change, answers }}
        here={
          looked !== null && typeof looked === "object" ? placeAt(looked.walk, question.at) : null
        }
      />
      {typeof looked === "string" && <p role="alert">{looked}</p>}
      {run}
    </main>
  );
}

/** The step under the cursor. */
function placeAt({ steps }: Walk, at: number | null): string | null {
  const taken = steps[(at ?? steps.length) - 1];
  return taken === undefined ? null : `${taken.procedure}.${taken.step}`;
}

/** Kernels on which something changes, and the one that is asked, in order. */
function kernelsFor({ scenario, mapping, kernel, threads, ...rest }: Question): string[] {
  const asked = scenarioOf({ scenario, mapping, kernel, threads, ...rest });
  const wanted = new Set([...keyKernels, kernel]);
  const ordered = [...mainline, ...keyKernels, kernel].filter((name) => wanted.has(name));
  return [...new Set(kernelsOf(asked, mapping, [...new Set(ordered)]))];
}

interface VerdictProperties {
  readonly question: Question;
  readonly answers: Answers;
  readonly change: Change;
  readonly kernels: readonly string[];
}

function VerdictPart({ question, answers, change, kernels }: VerdictProperties) {
  const { rows, others } = answers;
  const known = new Map(others);
  if (rows !== null) known.set(question.kernel, rows);
  const all: readonly Row[] = [...known.values()].flat();
  if (all.length === 0) return null;
  const open = (kernel: string, law: string) => change({ kernel, law, at: null, moves: null });
  const isPartial = kernels.some((name) => !known.has(name));
  return (
    <section aria-label="What holds, by kernel">
      <Verdicts
        kernel={question.kernel}
        kernels={kernels}
        answers={known}
        shown={question.law}
        isOwn={question.threads !== null}
        onOpen={open}
      />
      <Legend rows={all} />
      <Scope question={question} />
      {isPartial && answers.progress === null && (
        <button type="button" class="quiet" onClick={answers.searchOthers}>
          check the other kernels
        </button>
      )}
    </section>
  );
}

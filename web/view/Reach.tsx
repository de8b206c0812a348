import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { parseState, StateError, suggestions, UsageError, type Why } from "../../checks/index.ts";
import { nearestText, whyText } from "../../render/index.ts";
import type { Walk } from "../../walk/index.ts";
import type { Question } from "../question/index.ts";
import { Checker } from "../worker/index.ts";
import { cancelled, progressText } from "./progressText.ts";
import type { Change } from "./useQuestion.ts";
import { movesIn } from "./useWalk.ts";

interface Properties {
  readonly question: Question;
  readonly change: Change;
  readonly walk: Walk;
  readonly at: number;
}

/** "Reach a state where …": the shortest way there becomes the run, or what stops it is told. */
export function Reach({ question, change, walk, at }: Properties) {
  const id = useId();
  const [text, setText] = useState(question.state ?? "");
  const { answer, ask, cancel } = useReach(question, change);
  const { system } = walk.reference;
  const wrong = useMemo(() => wrongIn(text, () => parseState(system, text)), [system, text]);
  const more = useMemo(() => suggestions(system, text), [system, text]);
  const canAsk = text.trim() !== "" && wrong === null;
  const from = (many: number) => canAsk && ask(text, walk.moves.slice(0, many));
  return (
    <section class="reach" aria-label="Reach a state">
      <h3>Reach a state where …</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          from(at);
        }}
      >
        <input
          aria-label="Reach a state where"
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-wrong`}
          list={`${id}-more`}
          placeholder={'mm.P.pte == "none" && folio.dirty'}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <datalist id={`${id}-more`}>
          {more.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <div id={`${id}-wrong`}>{wrong !== null && <Wrong text={text} wrong={wrong} />}</div>
        {at > 0 && (
          <button type="submit" disabled={!canAsk}>
            from the cursor
          </button>
        )}{" "}
        <button type="button" disabled={!canAsk} onClick={() => from(0)}>
          from the start
        </button>
      </form>
      <div role="status">
        {answer.kind === "searching" && (
          <p>
            {answer.what}{" "}
            <button type="button" class="quiet" onClick={cancel}>
              cancel
            </button>
          </p>
        )}
        {answer.kind === "failed" && <p class="wrong">{answer.what}</p>}
        {answer.kind === "why" && <Found why={answer.why} change={change} />}
      </div>
    </section>
  );
}

type Answer =
  | { readonly kind: "none" }
  | { readonly kind: "searching"; readonly what: string }
  | { readonly kind: "failed"; readonly what: string }
  | { readonly kind: "why"; readonly why: Why };

/** Asks in a worker of its own. */
function useReach(question: Question, change: Change) {
  const [answer, setAnswer] = useState<Answer>({ kind: "none" });
  const [checker, setChecker] = useState<Checker | null>(null);
  useEffect(() => () => checker?.cancel(), [checker]);
  const ask = (state: string, run: Walk["moves"]) => {
    const asked = checker ?? new Checker();
    setChecker(asked);
    setAnswer({ kind: "searching", what: "compiling" });
    asked.ask({ kind: "reach", question, state, run }, (said) => {
      if (said.kind === "progress") setAnswer({ kind: "searching", what: progressText(said) });
      if (said.kind === "failed") {
        setAnswer({ kind: "failed", what: `${said.what}. ${said.advice}` });
      }
      if (said.kind !== "why") return;
      const { why } = said;
      setAnswer({ kind: "why", why });
      change({ state, ...(why.trace !== null && { moves: movesIn(why.trace), at: null }) });
    });
  };
  const cancel = () => {
    checker?.cancel();
    setAnswer({ kind: "failed", what: cancelled });
  };
  return { answer, ask, cancel };
}

/** What is wrong with a condition; null: nothing. Where nothing is written, nothing is wrong. */
function wrongIn(text: string, parse: () => void): UsageError | null {
  try {
    if (text.trim() !== "") parse();
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

/** The condition with the place that is wrong, what is wrong there, and what to write instead. */
function Wrong({ text, wrong }: { readonly text: string; readonly wrong: UsageError }) {
  const [from, to] = wrong instanceof StateError ? [wrong.from, wrong.to] : [0, text.length];
  return (
    <p class="wrong">
      <code>
        {text.slice(0, from)}
        <mark>{text.slice(from, to) || " "}</mark>
        {text.slice(to)}
      </code>
      {wrong.message}. <small>{wrong.advice}</small>
    </p>
  );
}

/** What came of it, and the runs that come nearest. */
function Found({ why, change }: { readonly why: Why; readonly change: Change }) {
  return (
    <>
      <p>{whyText(why)}</p>
      {why.parts.length > 1 && (
        <ul>
          {why.parts.map(({ text, isReached }) => (
            <li key={text}>
              {isReached ? "in some states" : "in no state"}: <code>{text}</code>
            </li>
          ))}
        </ul>
      )}
      {why.nearest.map((nearest) => (
        <p key={nearest.lacks.join()}>
          {nearestText(why, nearest)}{" "}
          <button
            type="button"
            class="quiet"
            onClick={() => change({ moves: movesIn(nearest.trace), at: null })}
          >
            show it
          </button>
        </p>
      ))}
    </>
  );
}

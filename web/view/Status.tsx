import type { Question } from "../question/index.ts";
import type { Answers } from "./useAnswers.ts";
import { costText, verdictWords } from "./verdictWords.ts";

interface Properties {
  readonly question: Question;
  readonly answers: Answers;
}

/** What came of the search in a line, or how far it is; what bounds it, and what is to be known of it. */
export function Status({ question, answers: { rows, progress, cancel } }: Properties) {
  const [row] = rows ?? [];
  return (
    <div class="status">
      <p role="status">
        {rows !== null && row !== undefined && (
          <>
            <b>{verdictWords(rows)}</b>{" "}
            <span>
              {row.states.toLocaleString("en")} states, {row.transitions.toLocaleString("en")}{" "}
              transitions, depth {row.depth}, {row.seconds.toFixed(2)} s
            </span>
          </>
        )}{" "}
        {progress !== null && (
          <span class="progress">
            {progress}{" "}
            <button type="button" class="quiet" onClick={cancel}>
              cancel
            </button>
          </span>
        )}
      </p>
      {row?.caveat && (
        <p class="caveat">
          Linux {question.kernel}: {row.caveat}.
        </p>
      )}
      {row?.costs && <p class="caveat">{costText(row.costs)}</p>}
    </div>
  );
}

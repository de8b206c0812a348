import type { Edit } from "../edit/index.ts";
import type { Change } from "./useQuestion.ts";

interface Properties {
  readonly edits: readonly Edit[];
  readonly change: Change;
}

/** Steps that a link brings are code: they are shown first, and run when somebody says so. */
export function Unread({ edits, change }: Properties) {
  const places = edits.map(({ place }) => place).join(", ");
  return (
    <section class="unread" aria-label="Steps that the link brings" role="alert">
      <p>
        This link brings another {places}. It is code, and has not been run: what is below is
        without it.
      </p>
      {edits.map(({ place, text }) => (
        <pre key={place}>{`${place}: ${text}`}</pre>
      ))}
      <button type="button" onClick={() => change({ edits, at: null })}>
        check {edits.length === 1 ? "this edited step" : "these edited steps"}
      </button>{" "}
      <button type="button" class="quiet" onClick={() => change({ edits: [] })}>
        leave it out
      </button>
    </section>
  );
}

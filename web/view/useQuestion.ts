import { useEffect, useRef, useState } from "preact/hooks";
import { UsageError } from "../../checks/index.ts";
import type { Edit } from "../edit/index.ts";
import { hashOf, type Question, questionIn } from "../question/index.ts";

/** What is asked, and what is wrong with the link that asks it. */
export interface Asking {
  readonly question: Question;
  readonly refused: string | null;
  /** Steps that the link brings: code, which nobody has agreed to run. They are no part of the question yet. */
  readonly unread: readonly Edit[];
}

/** A change of the question; what is not named stays. */
export type Change = (changed: Partial<Question>) => void;

/** The question of the page, which its link holds: each follows the other. */
export function useQuestion(): [Asking, Change] {
  const [asking, setAsking] = useState(() => read(startOf(), []));
  // An answer may come when the question is another already.
  const latest = useRef(asking);
  latest.current = asking;
  useEffect(() => {
    const onHash = () => setAsking(read(location.hash, latest.current.question.edits));
    addEventListener("hashchange", onHash);
    return () => removeEventListener("hashchange", onHash);
  }, []);
  const change: Change = (changed) => {
    const question = { ...latest.current.question, ...changed };
    // Not a step of its own for each line that one looks at: "back" leaves the page.
    const unread = changed.edits === undefined ? latest.current.unread : [];
    const edits = unread.length === 0 ? question.edits : unread;
    history.replaceState(null, "", hashOf({ ...question, edits }));
    latest.current = { question, refused: null, unread };
    setAsking(latest.current);
  };
  return [asking, change];
}

/** The link, or what the file was written to show. */
function startOf(): string {
  return location.hash || (document.getElementById("start")?.textContent?.trim() ?? "");
}

/** A link that brings the very steps that are checked already brings nothing new. */
function read(hash: string, agreed: readonly Edit[]): Asking {
  try {
    const question = questionIn(hash);
    const isKnown = JSON.stringify(question.edits) === JSON.stringify(agreed);
    return isKnown
      ? { question, refused: null, unread: [] }
      : { question: { ...question, edits: [] }, refused: null, unread: question.edits };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const refused = `${error.message}. ${error.advice}`;
    return { question: questionIn(""), refused, unread: [] };
  }
}

import { useEffect, useRef, useState } from "preact/hooks";
import { UsageError } from "../../checks/index.ts";
import { hashOf, type Question, questionIn } from "../question/index.ts";

/** What is asked, and what is wrong with the link that asks it. */
export interface Asking {
  readonly question: Question;
  readonly refused: string | null;
}

/** A change of the question; what is not named stays. */
export type Change = (changed: Partial<Question>) => void;

/** The question of the page, which its link holds: each follows the other. */
export function useQuestion(): [Asking, Change] {
  const [asking, setAsking] = useState(() => read(startOf()));
  useEffect(() => {
    const onHash = () => setAsking(read(location.hash));
    addEventListener("hashchange", onHash);
    return () => removeEventListener("hashchange", onHash);
  }, []);
  // An answer may come when the question is another already.
  const latest = useRef(asking);
  latest.current = asking;
  const change: Change = (changed) => {
    const question = { ...latest.current.question, ...changed };
    // Not a step of its own for each line that one looks at: "back" leaves the page.
    history.replaceState(null, "", hashOf(question));
    latest.current = { question, refused: null };
    setAsking(latest.current);
  };
  return [asking, change];
}

/** The link, or what the file was written to show. */
function startOf(): string {
  return location.hash || (document.getElementById("start")?.textContent?.trim() ?? "");
}

function read(hash: string): Asking {
  try {
    return { question: questionIn(hash), refused: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { question: questionIn(""), refused: `${error.message}. ${error.advice}` };
  }
}

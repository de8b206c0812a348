import { useEffect, useState } from "preact/hooks";
import type { Trace } from "../../counterexamples/index.ts";
import { explainedLines } from "../../render/index.ts";
import type { Question } from "../question/index.ts";
import { Checker } from "../worker/index.ts";

interface Properties {
  readonly question: Question;
  readonly trace: Trace;
}

/** What a counterexample needs, when it was inevitable, and what repairs it: searched when it is asked for. */
export function Explain({ question, trace }: Properties) {
  const [checker, setChecker] = useState<Checker | null>(null);
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => () => checker?.cancel(), [checker]);
  const ask = () => {
    const made = new Checker();
    setChecker(made);
    setTold("searching …");
    made.ask({ kind: "explain", question, law: trace.property }, (said) => {
      if (said.kind === "explained") setTold(explainedLines(trace, said.explained).join("\n"));
      if (said.kind === "failed") setTold(`${said.what}. ${said.advice}`);
    });
  };
  if (told !== null) {
    return (
      <pre class="explained" role="status">
        {told}
      </pre>
    );
  }
  return (
    <button type="button" class="quiet" onClick={ask}>
      explain it: what it needs, when it was inevitable, what repairs it
    </button>
  );
}

import { useMemo, useState } from "preact/hooks";
import type { Row } from "../../checks/index.ts";
import { renderLanes, renderTrace, scenarioFile } from "../../render/index.ts";
import { linesOf } from "../../walk/index.ts";
import { type Question, scenarioOf } from "../question/index.ts";
import { Copy } from "./Copy.tsx";
import { Fork } from "./Fork.tsx";
import { Lanes, LockLegend } from "./Lanes.tsx";
import { Lights } from "./Lights.tsx";
import { PictureView } from "./PictureView.tsx";
import { Reach } from "./Reach.tsx";
import { RunHead } from "./RunHead.tsx";
import type { Change } from "./useQuestion.ts";
import type { Looked } from "./useWalk.ts";

interface Properties {
  readonly question: Question;
  readonly change: Change;
  readonly looked: Looked;
  readonly rows: readonly Row[];
}

/** A run in lanes, the state at the cursor beside it, and what could happen there instead. */
export function RunView({ question, change, looked, rows }: Properties) {
  const { walk, trace } = looked;
  const [isFolded, setFolded] = useState(true);
  const last = walk.run.states.length - 1;
  const at = Math.min(question.at ?? last, last);
  const lines = useMemo(() => linesOf(walk, isFolded), [walk, isFolded]);
  const before = lines.findLast((line) => line.at < at)?.at ?? 0;
  return (
    <section class="run" aria-label="A run">
      <RunHead {...{ question, change, looked, rows }} />
      <div class="columns">
        <div class="left">
          <p class="tools">
            <label>
              <input
                type="checkbox"
                checked={!isFolded}
                onChange={({ currentTarget }) => setFolded(!currentTarget.checked)}
              />{" "}
              every step
            </label>
            <span class="hint">↑ ↓ move the cursor</span>
          </p>
          <LockLegend walk={walk} />
          <Lanes
            walk={walk}
            at={question.at ?? walk.steps.length}
            lines={lines}
            isWrong={trace !== null && trace.end !== "differs"}
            onLook={(to) => change({ at: to })}
          />
        </div>
        <aside class="right">
          <PictureView walk={walk} before={before} at={at} />
          <Lights walk={walk} at={at} />
          <Fork
            walk={walk}
            at={at}
            isOwn={question.moves !== null}
            onMove={(moves) => change({ moves, at: null })}
            onBack={() => change({ moves: null, at: null })}
          />
          <Reach key={systemOf(question)} {...{ question, change, walk, at }} />
        </aside>
      </div>
      <Copy texts={textsOf(question, looked)} />
    </section>
  );
}

/** What is answered of one system is not of another. */
function systemOf({ scenario, kernel, mapping, proposals, edits, threads }: Question): string {
  return JSON.stringify([scenario, kernel, mapping, proposals, edits, threads]);
}

function textsOf(question: Question, { trace }: Looked): Readonly<Record<string, () => string>> {
  const own =
    question.threads === null ? {} : { "scenario file": () => scenarioFile(scenarioOf(question)) };
  const link = { link: () => location.href };
  if (trace === null) return { ...link, ...own };
  return {
    mail: () => renderTrace(trace),
    "mail with lanes": () => renderLanes(trace),
    "command line": () => trace.command,
    JSON: () => JSON.stringify(trace, null, 2),
    ...link,
    ...own,
  };
}

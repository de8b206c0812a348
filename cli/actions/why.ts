import { type Why, whyState } from "../../checks/index.ts";
import {
  hanging,
  nearestText,
  renderLanes,
  renderTrace,
  whyText,
  wrap,
} from "../../render/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print } from "../print.ts";
import { clearStatus, labelOf, levelsOf } from "../progress.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface WhyCommandOptions extends SelectionOptions {
  readonly state: string;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly lanes?: boolean;
  readonly json?: boolean;
}

/** Looks for a state in each system that is picked, and prints the way there, or what stops it. */
export async function runWhy(scenario: string, options: WhyCommandOptions): Promise<void> {
  const { state, maxStates, maxSeconds, lanes, json } = options;
  const bounds = {
    ...(maxStates !== undefined && { maxStates }),
    ...(maxSeconds !== undefined && { maxSeconds }),
  };
  const answers = (await selectWith([scenario], options)).map((subject) => {
    const why = whyState(subject, state, bounds, levelsOf(labelOf(subject)));
    clearStatus();
    return why;
  });
  const draw = lanes ? renderLanes : renderTrace;
  if (json) print(JSON.stringify(answers, null, 2));
  else print(answers.map((why) => textOf(why, draw)).join("\n\n"));
  process.exitCode = exitCodeOf(answers);
}

function exitCodeOf(answers: readonly Why[]): number {
  if (answers.some(({ verdict }) => verdict === "never")) return exitCodes.unmet;
  return answers.some(({ verdict }) => verdict === "incomplete")
    ? exitCodes.incomplete
    : exitCodes.met;
}

function textOf(why: Why, draw: typeof renderTrace | typeof renderLanes): string {
  const head = wrap(whyText(why), "");
  if (why.trace !== null) return [...head, "", draw(why.trace)].join("\n");
  return [...head, ...partLines(why), ...nearestLines(why, draw)].join("\n");
}

function partLines({ parts }: Why): string[] {
  if (parts.length < 2) return [];
  return parts.flatMap(({ text, isReached }) =>
    hanging(isReached ? "  in some states: " : "  in no state:    ", text),
  );
}

function nearestLines(why: Why, draw: typeof renderTrace | typeof renderLanes): string[] {
  return why.nearest.flatMap((nearest) => [
    "",
    ...wrap(nearestText(why, nearest), ""),
    ...(nearest.trace.steps.length === 0 ? [] : ["", draw(nearest.trace)]),
  ]);
}

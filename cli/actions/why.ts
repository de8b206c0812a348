import { type Why, whyState } from "../../checks/index.ts";
import { count, hanging, renderLanes, renderTrace, wrap } from "../../render/index.ts";
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
  const { scenario, kernel, mapping, proposal, state, verdict, states, trace } = why;
  const system = `${scenario}, Linux ${kernel}, ${mapping}${proposal === null ? "" : `, with ${proposal}`}`;
  if (trace !== null) {
    return [...wrap(`Reached (${system}): ${state}`, ""), "", draw(trace)].join("\n");
  }
  if (verdict === "incomplete") {
    const line = `Not known (${system}): ${state}. None of the ${count(states)} states before the bound is so.`;
    return wrap(line, "").join("\n");
  }
  const head = `Never (${system}): none of its ${count(states)} reachable states has ${state}.`;
  return [...wrap(head, ""), ...partLines(why), ...nearestLines(why, draw)].join("\n");
}

function partLines({ parts }: Why): string[] {
  if (parts.length < 2) return [];
  return parts.flatMap(({ text, isReached }) =>
    hanging(isReached ? "  in some states: " : "  in no state:    ", text),
  );
}

function nearestLines(
  { nearest, parts }: Why,
  draw: typeof renderTrace | typeof renderLanes,
): string[] {
  return nearest.flatMap(({ lacks, trace }) => {
    const many = parts.length - lacks.length;
    const line = `Nearest: ${many} of ${parts.length} together; every state that has these lacks ${lacks.join(" and ")}.`;
    if (trace.steps.length === 0) return ["", ...wrap(`${line} It is so at first.`, "")];
    return ["", ...wrap(`${line} The shortest run to one:`, ""), "", draw(trace)];
  });
}

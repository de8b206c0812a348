import {
  type CheckOptions,
  didYouMean,
  type Result,
  type Subject,
  UsageError,
} from "../../checks/index.ts";
import { allPasses, noPasses, type Passes, passNames } from "../../explorer/compile/index.ts";
import type { Bounds } from "../../explorer/search/index.ts";
import { availableMemory } from "../availableMemory.ts";
import { Checkpoint } from "../checkpoint/index.ts";
import { exitCodeOf, exitCodes } from "../exitCodes.ts";
import { labelOf } from "../progress.ts";
import {
  assertWritable,
  planOf,
  type ReporterOptions,
  rowsOf,
  tracesOf,
  writeReport,
} from "../reporters/index.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";
import { type Asked, checkEach, withWorkers } from "../workers/index.ts";
import { assertScenarioFile, shrink } from "./shrink.ts";

/** What the user of the command may set. */
export interface CheckCommandOptions extends SelectionOptions, ReporterOptions {
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  readonly sleep: boolean;
  readonly engine?: "wasm" | "js";
  readonly several?: number;
  readonly shrink?: string;
  readonly explain?: boolean;
  readonly liveness?: boolean;
  readonly without?: string[];
  readonly workers?: Asked;
  readonly checkpoint?: string;
  readonly checkpointEvery?: number;
}

/** Checks what the user asks for, and prints what came of it. */
export async function runCheck(
  scenarios: readonly string[],
  options: CheckCommandOptions,
): Promise<void> {
  const plan = planOf(options);
  assertTraced(options);
  if (options.shrink !== undefined) assertScenarioFile(options.shrink);
  const subjects = await selectWith(scenarios, options);
  const { several = 1, traces: areTraced, explain = false, liveness = false } = options;
  const how = { ...boundsOf(options), passes: passesOf(options), traces: areTraced, several };
  const checkpoint = checkpointOf(subjects, options, how);
  const besides = { isCompared: true, isExplained: explain, isLiveness: liveness };
  const asked = { options: how, ...besides, ...(checkpoint !== null && { checkpoint }) };
  const results = await withWorkers(options.workers, (workers) =>
    checkEach(subjects, asked, workers),
  );
  const rows = rowsOf(results);
  const { functions = false, verbose = false, evidence = false, ascii = false } = options;
  const traces = areTraced ? tracesOf(rows) : [];
  writeReport(plan, { results, traces, options: { functions, verbose, evidence } }, ascii);
  process.exitCode = exitCodeOf(rows);
  if (rows.some(({ bound }) => bound !== null)) checkpoint?.write();
  if (process.exitCode === exitCodes.interrupted) tellInterrupted(results);
  else if (options.shrink !== undefined) {
    shrink(results, options.shrink, { maxMemory: availableMemory(), ...boundsOf(options) });
  }
}

/** Where the search is now and then written, if the user wants that. */
function checkpointOf(
  subjects: readonly Subject[],
  { checkpoint: file, checkpointEvery: seconds = 60 }: CheckCommandOptions,
  how: CheckOptions,
): Checkpoint | null {
  if (file === undefined) return null;
  if (subjects.length > 1) {
    throw new UsageError(
      `--checkpoint is of one system, and these are ${subjects.length}`,
      "Name one scenario, with one --kernel and one --mapping.",
    );
  }
  assertWritable(file);
  return new Checkpoint(file, labelOf(subjects[0]), seconds, how);
}

function tellInterrupted(results: readonly Result[]): void {
  const left = results.filter(({ rows }) => rows.some(({ bound }) => bound === "interrupted"));
  process.stderr.write(
    `interrupted: ${left.length} of ${results.length} systems are not finished\n`,
  );
}

function assertTraced({ several, explain, traces }: CheckCommandOptions): void {
  const dropped = (several !== undefined && "--several") || (explain && "--explain");
  if (!dropped || traces) return;
  throw new UsageError(
    `${dropped} has no place beside --no-traces`,
    "Leave one of them out: it says something of traces.",
  );
}

/** All passes but those that the user switches off by name. */
function passesOf({ without = [] }: CheckCommandOptions): Passes {
  const unknown = without.find(
    (name) => name !== "all" && !passNames.some((pass) => pass === name),
  );
  if (unknown !== undefined) {
    throw new UsageError(
      `unknown pass ${JSON.stringify(unknown)}${didYouMean(unknown, passNames)}`,
      `Use one of: ${passNames.join(", ")}, or all.`,
    );
  }
  if (without.includes("all")) return noPasses;
  return { ...allPasses, ...Object.fromEntries(without.map((name) => [name, false])) };
}

function boundsOf(options: CheckCommandOptions): Bounds {
  const { maxStates, maxDepth, maxSeconds, maxMemory, sleep, engine } = options;
  return {
    sleep,
    ...(engine !== undefined && { engine }),
    ...(maxStates !== undefined && { maxStates }),
    ...(maxDepth !== undefined && { maxDepth }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    ...(maxMemory !== undefined && { maxMemory: maxMemory * 2 ** 20 }),
  };
}

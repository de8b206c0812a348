import { totalmem } from "node:os";
import {
  type Besides,
  type CheckOptions,
  didYouMean,
  isChanged,
  type Result,
  type Row,
  type Subject,
  UsageError,
  withBefore,
} from "../../checks/index.ts";
import { allPasses, noPasses, type Passes, passNames } from "../../explorer/compile/index.ts";
import type { Bounds, Progress } from "../../explorer/search/index.ts";
import {
  apartText,
  boundText,
  distinctTraces,
  renderLanes,
  renderTrace,
  systemsOf,
  unchangedText,
  unusedText,
  vacuousText,
  verboseText,
} from "../../render/index.ts";
import { costTable, resultTable } from "../../render/tables/index.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { print, printColoured } from "../print.ts";
import { printJsonList } from "../printJsonList.ts";
import { checkWithProgress, clearStatus, labelOf, levelsOf } from "../progress.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface CheckCommandOptions extends SelectionOptions {
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  readonly traces: boolean;
  readonly lanes?: boolean;
  readonly functions?: boolean;
  readonly without?: string[];
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** Checks what the user asks for, and prints what came of it. */
export async function runCheck(
  scenarios: readonly string[],
  options: CheckCommandOptions,
): Promise<void> {
  assertFits(options);
  const subjects = await selectWith(scenarios, options);
  const how = { ...boundsOf(options), passes: passesOf(options), traces: options.traces };
  const results = compared(checkWithProgress(subjects, how), how);
  const rows = options.json ? printJsonList(rowsOf(results)) : report([...results], options);
  process.exitCode = exitCodeOf(rows);
}

/** Refuses what would be dropped silently. */
function assertFits({ json, verbose, lanes, functions, traces }: CheckCommandOptions): void {
  const drawn = (lanes && "--lanes") || (functions && "--functions");
  if (drawn && !traces) {
    throw new UsageError(
      `${drawn} has no place beside --no-traces`,
      "Leave one of them out: it says how traces are drawn.",
    );
  }
  const dropped = (verbose && "--verbose") || drawn;
  if (!json || !dropped) return;
  throw new UsageError(
    `${dropped} has no place in --json`,
    "Leave one of them out: JSON has rows and traces, as data.",
  );
}

const besides: Readonly<Record<Besides, string>> = {
  without: "without the proposal",
  apart: "what the proposal changes",
};

/** With a proposal, each row says what it was without. */
function* compared(results: Iterable<Result>, how: CheckOptions): Generator<Result> {
  const onLevel = (subject: Subject, what: Besides, progress: Progress) =>
    levelsOf(`${labelOf(subject)}, ${besides[what]}`)(progress);
  for (const result of withBefore(results, how, onLevel)) {
    clearStatus();
    yield result;
  }
}

function* rowsOf(results: Iterable<Result>): Generator<readonly Row[]> {
  for (const { rows } of results) yield rows;
}

function report(results: readonly Result[], options: CheckCommandOptions): readonly Row[] {
  const rows = results.flatMap((result) => result.rows);
  // With a proposal: what it changes, and what is wrong with it; the rest is counted.
  const told = rows.filter((row) => row.before === null || row.before !== row.verdict || !row.met);
  const shown = [...told.filter(isChanged), ...told.filter((row) => !isChanged(row))];
  if (shown.length > 0) printColoured(resultTable(shown));
  if (shown.length < rows.length) print(unchangedText(rows.filter((row) => !shown.includes(row))));
  const vacuous = vacuousText(shown);
  if (vacuous !== "") print(vacuous);
  for (const { bound, scenario, kernel, mapping } of systemsOf(rows)) {
    if (bound === null) continue;
    print(`\n${scenario}, ${kernel}, ${mapping}: ${boundText(bound)}; nothing holds yet.`);
  }
  const unused = unusedText(rows);
  if (unused !== "") print(`\n${unused}`);
  if (rows.some(({ costs }) => costs !== null)) {
    print("\nIn one run, each thread's operations in their order, then writeback:");
    print(costTable(rows));
  }
  const apart = systemsOf(rows).flatMap((row) => row.apart ?? []);
  if (apart.length > 0) print(`\n${apartText(rows)}`);
  const { functions = false } = options;
  const drawn = options.lanes ? renderLanes : renderTrace;
  const traces = options.traces ? distinctTraces([...shown, ...apart]) : [];
  for (const { trace, alike } of traces) print(`\n${drawn(trace, { functions, alike })}`);
  if (options.verbose) for (const result of results) print(`\n${verboseText(result)}`);
  const isExpected = rows.every(({ verdict, expected }) => verdict === expected);
  if (isExpected && rows.some(({ verdict }) => verdict === "violated")) {
    print("\nEvery verdict is the expected one.");
  }
  return rows;
}

/** In bytes; where a container sets a limit, that is what there is. */
function defaultMemory(): number {
  const constrained = process.constrainedMemory();
  return 0.75 * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
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

function boundsOf({ maxStates, maxDepth, maxSeconds, maxMemory }: CheckCommandOptions): Bounds {
  return {
    ...(maxStates !== undefined && { maxStates }),
    ...(maxDepth !== undefined && { maxDepth }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    maxMemory: maxMemory === undefined ? defaultMemory() : maxMemory * 2 ** 20,
  };
}

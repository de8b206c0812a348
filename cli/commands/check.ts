import { totalmem } from "node:os";
import { type Command, InvalidArgumentError } from "commander";
import { type Checked, type Row, UsageError } from "../../checks/index.ts";
import {
  allPasses,
  noPasses,
  type Passes,
  passNames,
  type Transition,
} from "../../explorer/compile/index.ts";
import type { Bounds } from "../../explorer/search/index.ts";
import { boundText, distinctTraces } from "../../render/index.ts";
import { resultTable } from "../../render/tables/index.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { print } from "../print.ts";
import { checkWithProgress } from "../progress.ts";
import {
  addSelectionOptions,
  commaList,
  type SelectionOptions,
  selectWith,
} from "../selectionOptions.ts";

interface Options extends SelectionOptions {
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  readonly traces: boolean;
  readonly without?: string[];
  readonly verbose?: boolean;
  readonly json?: boolean;
}

export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .summary("check scenarios exhaustively")
    .description(
      "Visits every reachable state of each scenario on each kernel and mapping, and says for each invariant: holds, violated (with the shortest trace), vacuous, or incomplete (a bound was hit).",
    )
    .argument("[scenario...]", "scenarios to check (default: all)");
  addSelectionOptions(command)
    .option("--max-states <n>", "stop after so many states", positive)
    .option("--max-depth <n>", "stop after so many steps", positive)
    .option("--max-seconds <n>", "stop after so many seconds for each system", positive)
    .option(
      "--max-memory <MiB>",
      "stop at so much memory for the states (default: three quarters of what there is)",
      positive,
    )
    .option("--no-traces", "leave out the traces")
    .option(
      "--without <passes>",
      `switch off what makes systems smaller: ${passNames.join(", ")}, or all`,
      commaList,
    )
    .option(
      "-v, --verbose",
      "also say what each pass saved, and list the steps that no run ever took",
    )
    .option("--json", "one JSON array of rows, with traces")
    .addHelpText(
      "after",
      `
Examples:
  $ ptecheck check zap-race --kernel 6.1,6.12
  $ ptecheck check fork-copied --proposal fork-write-protects
  $ ptecheck check zap-race --without all --verbose
  $ ptecheck check --invariant no-lost-store --json

A scenario that expects a violation is met by it. Exit codes: 0 met, 1 violated or vacuous,
2 usage, 3 incomplete.`,
    )
    .action(check);
}

function check(scenarios: string[], options: Options): void {
  const subjects = selectWith(scenarios, options);
  const checked = checkWithProgress(subjects, { ...boundsOf(options), passes: passesOf(options) });
  const rows = checked.flatMap((one) => one.rows);
  if (options.json) print(JSON.stringify(rows, null, 2));
  else report(checked, rows, options);
  process.exitCode = exitCodeOf(rows);
}

function report(checked: readonly Checked[], rows: readonly Row[], options: Options): void {
  print(resultTable(rows));
  for (const { bound, scenario, kernel, mapping } of boundsHit(rows)) {
    print(`\n${scenario}, ${kernel}, ${mapping}: ${boundText(bound)}; nothing holds yet.`);
  }
  if (options.traces) for (const text of distinctTraces(rows)) print(`\n${text}`);
  if (options.verbose) for (const one of checked) print(`\n${saved(one)}\n\n${neverTaken(one)}`);
}

function boundsHit(rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.scenario} ${row.kernel} ${row.mapping}`;
    if (row.bound !== null && !first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

/** The steps that exist in a system and were never taken: what the result says nothing about. */
function neverTaken({ subject, compiled, exploration }: Checked): string {
  const stepsOf = ({ actor, parts }: Transition) =>
    parts.map(
      ({ position: { activation, step } }) =>
        `${actor.actor.name}: ${activation.procedure.name}.${step}`,
    );
  const all = new Set(compiled.transitions.flatMap(stepsOf));
  const taken = new Set(
    compiled.transitions.filter((_, id) => exploration.taken[id] === 1).flatMap(stepsOf),
  );
  const never = [...all].filter((step) => !taken.has(step));
  const head = `${nameOf(subject)}: ${never.length} of ${all.size} steps never taken`;
  return [head, ...never.map((step) => `  ${step}`)].join("\n");
}

/** What each pass of the compiler saved. */
function saved({ subject, compiled }: Checked): string {
  const head = `${nameOf(subject)}: ${compiled.layout.bits} bits a state; saved by`;
  return [head, ...compiled.savings.map(({ pass, saved: what }) => `  ${pass}: ${what}`)].join(
    "\n",
  );
}

function nameOf({ scenario, kernel, mapping }: Checked["subject"]): string {
  return `${scenario.id}, ${kernel}, ${mapping}`;
}

/** In bytes; where a container sets a limit, that is what there is. */
function defaultMemory(): number {
  const constrained = process.constrainedMemory();
  return 0.75 * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
}

/** All passes but those that the user switches off by name. */
function passesOf({ without = [] }: Options): Passes {
  const unknown = without.find(
    (name) => name !== "all" && !passNames.some((pass) => pass === name),
  );
  if (unknown !== undefined) {
    throw new UsageError(
      `unknown pass ${JSON.stringify(unknown)}`,
      `Use one of: ${passNames.join(", ")}, or all.`,
    );
  }
  if (without.includes("all")) return noPasses;
  return { ...allPasses, ...Object.fromEntries(without.map((name) => [name, false])) };
}

function boundsOf({ maxStates, maxDepth, maxSeconds, maxMemory }: Options): Bounds {
  return {
    ...(maxStates !== undefined && { maxStates }),
    ...(maxDepth !== undefined && { maxDepth }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    maxMemory: maxMemory === undefined ? defaultMemory() : maxMemory * 2 ** 20,
  };
}

export function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("Give a number above 0.");
}

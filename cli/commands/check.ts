import { totalmem } from "node:os";
import { type Command, InvalidArgumentError } from "commander";
import { renderTrace } from "../../counterexamples/index.ts";
import type { Transition } from "../../explorer/compile/index.ts";
import type { Bounds } from "../../explorer/search/index.ts";
import { checkAll } from "../checkAll.ts";
import type { Checked } from "../checkSystem.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { print, resultTable } from "../output.ts";
import type { Row } from "../Row.ts";
import { addSelectionOptions, type SelectionOptions, selectWith } from "../selectionOptions.ts";

interface Options extends SelectionOptions {
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  readonly traces: boolean;
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
    .option("-v, --verbose", "also list the steps that no run ever took")
    .option("--json", "one JSON array of rows, with traces")
    .addHelpText(
      "after",
      `
Examples:
  $ ptecheck check zap-race --kernel 6.1,6.12
  $ ptecheck check fork-copied --proposal fork-write-protects
  $ ptecheck check --invariant no-lost-store --json

A scenario that expects a violation is met by it. Exit codes: 0 met, 1 violated or vacuous,
2 usage, 3 incomplete.`,
    )
    .action(check);
}

function check(scenarios: string[], options: Options): void {
  const subjects = selectWith(scenarios, options);
  const checked = checkAll(subjects, boundsOf(options));
  const rows = checked.flatMap((one) => one.rows);
  if (options.json) print(JSON.stringify(rows, null, 2));
  else report(checked, rows, options);
  process.exitCode = exitCodeOf(rows);
}

function report(checked: readonly Checked[], rows: readonly Row[], options: Options): void {
  print(resultTable(rows));
  for (const { bound, scenario, kernel, mapping } of boundsHit(rows)) {
    print(
      `\n${scenario}, ${kernel}, ${mapping}: stopped at the bound on ${bound}; nothing holds yet.`,
    );
  }
  if (options.traces) for (const text of distinctTraces(rows)) print(`\n${text}`);
  if (options.verbose) for (const one of checked) print(`\n${neverTaken(one)}`);
}

/** The traces of all violations; kernels that share one are told in one. */
export function distinctTraces(rows: readonly Row[]): string[] {
  const texts = new Map<string, string>();
  for (const { trace } of rows) {
    if (trace === null) continue;
    const { scenario, mapping, property, steps } = trace;
    const key = JSON.stringify([scenario, mapping, property, steps]);
    if (!texts.has(key)) texts.set(key, renderTrace(trace));
  }
  return [...texts.values()];
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
  const stepOf = ({ actor, position }: Pick<Transition, "actor" | "position">) =>
    `${actor.actor.name}: ${position.activation.procedure.name}.${position.step}`;
  const taken = new Set(
    compiled.transitions.filter(({ id }) => exploration.taken[id] === 1).map(stepOf),
  );
  const all = new Set(compiled.unfolded.steps.map(stepOf));
  const never = [...all].filter((step) => !taken.has(step));
  const { scenario, kernel, mapping } = subject;
  const head = `${scenario.id}, ${kernel}, ${mapping}: ${never.length} of ${all.size} steps never taken`;
  return [head, ...never.map((step) => `  ${step}`)].join("\n");
}

/** In bytes; where a container sets a limit, that is what there is. */
function defaultMemory(): number {
  const constrained = process.constrainedMemory();
  return 0.75 * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
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

import { type Command, InvalidArgumentError } from "commander";
import { renderTrace, traceOf } from "../../counterexamples/index.ts";
import { compile } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { sample } from "../../explorer/sample/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { systemOf } from "../../model/systemOf.ts";
import { expectedOf, type Subject } from "../checkSystem.ts";
import { exitCodes } from "../exitCodes.ts";
import { count, print, table } from "../output.ts";
import { showStatus } from "../progress.ts";
import { addSelectionOptions, type SelectionOptions, selectWith } from "../selectionOptions.ts";
import { UsageError } from "../UsageError.ts";
import { positive } from "./check.ts";

interface Options extends SelectionOptions {
  readonly runs: number;
  readonly bursts: number;
  readonly seed?: number;
  readonly path?: string;
  readonly json?: boolean;
}

/** What sampling one property of one system found. */
export interface SampleRow {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly property: string;
  readonly expected: "holds" | "violated";
  readonly found: boolean;
  readonly runs: number;
  readonly seed: number;
  readonly path: string | null;
  readonly statesReached: number;
  readonly statesKnown: number;
  readonly trace: ReturnType<typeof traceOf> | null;
}

export function addSample(program: Command): void {
  const command = program
    .command("sample")
    .summary("look for violations by stateful fast-check")
    .description(
      "Random runs of the same actors, shrunk where they fail. It shows presence, never absence: beside it stands which share of the exhaustively known states the runs reached.",
    )
    .argument("<scenario>", "the scenario");
  addSelectionOptions(command)
    .option("--runs <n>", "random runs for each invariant", positive, 20_000)
    .option("--bursts <n>", "the most bursts of steps of one run", positive, 100)
    .option("--seed <n>", "the seed (default: a new one, which is printed)", integer)
    .option("--path <path>", "with --seed and --invariant: go to this failure directly")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ ptecheck sample zap-race --kernel 6.1 --invariant no-lost-store
  $ ptecheck sample zap-race --kernel 6.1 --mapping write-notify --invariant no-lost-store --seed 7 --path 41:0/AAA:B

Exit code 0 if it found a violation of every invariant that the scenario expects to be violated, else 1.`,
    )
    .action(runSample);
}

function integer(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number.");
}

function runSample(scenario: string, options: Options): void {
  if (
    options.path !== undefined &&
    (options.seed === undefined || options.invariant?.length !== 1)
  ) {
    throw new UsageError(
      "--path without its seed and invariant",
      "Give all three as they were printed: --seed, --path and one --invariant.",
    );
  }
  const subjects = selectWith([scenario], options);
  const seed = options.seed ?? Date.now() % 2 ** 31;
  const rows = subjects.flatMap((subject) => sampleSubject(subject, { ...options, seed }));
  showStatus("");
  if (options.json) print(JSON.stringify(rows, null, 2));
  else report(rows);
  process.exitCode = rows.every(({ found, expected }) => found || expected === "holds")
    ? exitCodes.met
    : exitCodes.unmet;
}

/** Samples every property of a system. */
export function sampleSubject(
  subject: Subject,
  options: { runs: number; bursts: number; seed: number; path?: string },
): SampleRow[] {
  const { scenario, kernel, mapping, proposal, invariants } = subject;
  const system = systemOf(scenario, kernel, mapping, invariants, proposal);
  const compiled = compile(system);
  const reference = new Reference(system);
  const { states } = explore(compiled);
  return invariants.map(({ id, statement }) => {
    showStatus(`${scenario.id}, ${kernel}, ${mapping}, ${id}: up to ${options.runs} runs`);
    const { runs, seed, failure, reached } = sample(compiled, id, {
      ...options,
      path: options.path ?? null,
    });
    const names = { scenario: scenario.id, kernel, mapping, property: id };
    const traced = { ...names, proposal: proposal?.id ?? null, statement };
    return {
      ...names,
      expected: expectedOf(subject, id),
      found: failure !== null,
      runs,
      seed,
      path: failure?.path ?? null,
      statesReached: reached.size,
      statesKnown: states,
      trace: failure && traceOf(reference, traced, failure.moves),
    };
  });
}

function report(rows: readonly SampleRow[]): void {
  const share = ({ statesReached, statesKnown }: SampleRow) =>
    `${count(statesReached)} of ${count(statesKnown)} (${((100 * statesReached) / statesKnown).toFixed(1)} %)`;
  print(
    table(
      ["kernel", "mapping", "property", "found", "runs", "states reached"],
      rows.map((row) => [
        row.kernel,
        row.mapping,
        row.property,
        row.found ? "violated" : "nothing",
        count(row.runs),
        share(row),
      ]),
    ),
  );
  for (const { trace, seed, path, property, scenario, kernel, mapping } of rows) {
    if (trace === null) continue;
    print(`\n${renderTrace(trace)}`);
    print(
      `Again: ptecheck sample ${scenario} -k ${kernel} -m ${mapping} -i ${property} --seed ${seed} --path ${path}`,
    );
  }
}

import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../checks/index.ts";
import { type SampleRow, sampleSubject } from "../../checks/sample/index.ts";
import { count, renderTrace } from "../../render/index.ts";
import { table } from "../../render/tables/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print } from "../print.ts";
import { showStatus } from "../progress.ts";
import { addSelectionOptions, type SelectionOptions, selectWith } from "../selectionOptions.ts";
import { positive } from "./check.ts";

interface Options extends SelectionOptions {
  readonly runs: number;
  readonly bursts: number;
  readonly seed?: number;
  readonly path?: string;
  readonly json?: boolean;
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
  const rows = subjects.flatMap((subject) => {
    const { scenario: of, kernel, mapping } = subject;
    return sampleSubject(subject, { ...options, seed }, (id) =>
      showStatus(`${of.id}, ${kernel}, ${mapping}, ${id}: up to ${options.runs} runs`),
    );
  });
  showStatus("");
  if (options.json) print(JSON.stringify(rows, null, 2));
  else report(rows);
  process.exitCode = rows.every(({ found, expected }) => found || expected === "holds")
    ? exitCodes.met
    : exitCodes.unmet;
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

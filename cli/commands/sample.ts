import type { Command } from "commander";
import type { SampleCommandOptions } from "../actions/sample.ts";
import { count, seed, wholeNumber } from "../numbers.ts";
import { addSelectionOptions } from "../selectionOptions.ts";

export function addSample(program: Command): void {
  const command = program
    .command("sample")
    .summary("look for violations by stateful fast-check")
    .description(
      "Random runs of the same actors, shrunk where they fail. Nothing is searched exhaustively first, so it takes systems of any size. What it finds is made a shortest run. It shows presence, never absence.",
    )
    .argument("<scenario>", "the scenario, by name, or a file of your own (.ts, .js)");
  addSelectionOptions(command)
    .option("--runs <n>", "random runs for each invariant", count, 20_000)
    .option("--bursts <n>", "the most bursts of steps of one run", wholeNumber(1, 100_000), 100)
    .option("--seed <n>", "the seed (default: a new one, which is printed)", seed)
    .option("--path <path>", "with --seed and --invariant: go to this failure directly")
    .option(
      "--compare",
      "search exhaustively too, and tell which share of the states the runs reached",
    )
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck sample zap-race --kernel 6.1 --invariant no-lost-store
  $ npx ptecheck sample zap-race --kernel 6.1 --mapping write-notify --invariant no-lost-store --seed 7 --path <as printed>

Exit code 0 if it found a violation of every invariant that the scenario expects to be violated, else 1.`,
    )
    .action(async (scenario: string, options: SampleCommandOptions) => {
      const { runSample } = await import("../actions/sample.ts");
      await runSample(scenario, options);
    });
}

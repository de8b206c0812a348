import type { Command } from "commander";
import type { MatrixCommandOptions } from "../actions/matrix.ts";
import { commaList, workersOption } from "../selectionOptions.ts";

export function addMatrix(program: Command): void {
  program
    .command("matrix")
    .summary("every law on every kernel that matters, and what made verdicts change")
    .description(
      "For each mapping a table of laws by kernels: what all scenarios together say of a law there. Below it, where laws are violated, and for each verdict that differs between two kernels the rules that make it so, each set tried on the older kernel.",
    )
    .option(
      "-k, --kernel <names>",
      "kernels, separated by commas (default: those that matter)",
      commaList,
    )
    .option("-m, --mapping <names>", "mappings, separated by commas", commaList)
    .option(
      "-i, --invariant <ids|files>",
      "only these invariants: by name, or files of your own (.ts, .js)",
      commaList,
    )
    .option(...workersOption)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck matrix --mapping write-notify
  $ npx ptecheck matrix --invariant pinned-page-stays --kernel 5.7,5.8,5.9,5.10,5.11
  $ npx ptecheck matrix --json

All of it takes some minutes. Exit codes: 0 met, 1 a verdict is not what its scenario expects or
no rule explains a change, 2 usage, 3 incomplete.`,
    )
    .action(async (options: MatrixCommandOptions) => {
      const { runMatrix } = await import("../actions/matrix.ts");
      await runMatrix(options);
    });
}

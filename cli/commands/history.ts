import type { Command } from "commander";
import type { HistoryOptions } from "../actions/history.ts";
import { workersOption } from "../selectionOptions.ts";

export function addHistory(program: Command): void {
  program
    .command("history")
    .summary("check real bugs of the past, and their fixes")
    .description(
      "Checks real bugs: the release that had it must be refuted, the first one without it must hold, and must be refuted again without the rule that mended it. Of bugs that are named it tells what went wrong, with the shortest trace.",
    )
    .argument("[bug...]", "bugs by name; default: all")
    .option("--list", "only list them")
    .option("--lanes", "of a bug that is named: the trace with a column for each actor")
    .option(...workersOption)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck history
  $ npx ptecheck history dirty-cow --lanes

Exit codes: 0 every bug is refuted and mended as told, 1 one is not, 2 usage.`,
    )
    .action(async (ids: string[], options: HistoryOptions) => {
      const { runHistory } = await import("../actions/history.ts");
      await runHistory(ids, options);
    });
}

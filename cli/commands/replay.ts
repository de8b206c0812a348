import type { Command } from "commander";
import type { ReplayCommandOptions } from "../actions/replay.ts";
import { oneMore } from "../selectionOptions.ts";

export function addReplay(program: Command): void {
  program
    .command("replay")
    .summary("run a trace again and check that it still ends in the violation")
    .description(
      "Takes every step of a trace again on today's model, and evaluates the invariant at its end. The file is one trace, or what `npx ptecheck check --json` printed (then every trace in it).",
    )
    .argument("<trace.json>", "a file with a trace")
    .argument("[scenario...]", "the files of scenarios of your own in the trace")
    .option("-i, --invariant <file>", "the file of an invariant of your own in the trace", oneMore)
    .option("-p, --proposal <file>", "the file of a proposal of your own in the trace", oneMore)
    .option("--functions", "each line with its kernel function, and its file")
    .option("--json", "print the replayed traces as JSON")
    .action(async (file: string, scenarios: string[], options: ReplayCommandOptions) => {
      const { runReplay } = await import("../actions/replay.ts");
      await runReplay(file, scenarios, options);
    });
}

import type { Command } from "commander";
import type { ExportCommandOptions } from "../actions/export.ts";
import { addSelectionOptions } from "../selectionOptions.ts";

export function addExport(program: Command): void {
  const command = program
    .command("export")
    .summary("write a scenario for SPIN, Rumur or TLC")
    .description(
      "Writes one system in the language of another model checker, with the same states and transitions: what passes have made of it, as `check` searches it.",
    )
    .argument("<scenario>", "the scenario, by name, or a file of your own (.ts, .js)")
    .requiredOption("--to <language>", "promela (SPIN), murphi (Rumur) or tla (TLC)");
  addSelectionOptions(command)
    .option(
      "--stop",
      "end the run at what is wrong, with a trace, instead of counting on; of TLA+ in the .cfg beside --out",
    )
    .option("--as-written", "without passes: a transition for each step of the model")
    .option("-o, --out <file>", "write it there (default: stdout)")
    .addHelpText(
      "after",
      `
How to run the text stands at its head. To have it run and compared: npx ptecheck crosscheck.

Examples:
  $ npx ptecheck export zap-race -k 6.1 -m write-notify --to promela -o zap-race.pml
  $ npx ptecheck export zap-race -k 6.1 -m write-notify --to murphi --stop -o zap-race.m
  $ npx ptecheck export zap-race -k 6.1 -m shmem --to tla -o zap_race.tla      (and zap_race.cfg)`,
    )
    .action(async (scenario: string, options: ExportCommandOptions) => {
      const { runExport } = await import("../actions/export.ts");
      await runExport(scenario, options);
    });
}

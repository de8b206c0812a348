import type { Command } from "commander";
import type { CrosscheckCommandOptions } from "../actions/crosscheck.ts";
import { addSelectionOptions, commaList } from "../selectionOptions.ts";

export function addCrosscheck(program: Command): void {
  const command = program
    .command("crosscheck")
    .summary("have SPIN, Rumur or TLC search the same, and compare")
    .description(
      "Exports each system, has other model checkers search it, and compares states, transitions, and every verdict: what is violated, asked, reached, a deadlock, an error.",
    )
    .argument("[scenario...]", "scenarios, by name, or files of your own (.ts, .js); default: all")
    .option("--engine <names>", "spin, rumur, tlc (default: the first two)", commaList)
    .option("--tlc-jar <file>", "the tla2tools.jar of TLC");
  addSelectionOptions(command)
    .option("--as-written", "without passes: a transition for each step of the model")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck crosscheck zap-race -k 6.1
  $ npx ptecheck crosscheck gup-read clear-refs-shared --engine spin
  $ npx ptecheck crosscheck zap-race -k 6.1 -m shmem --engine tlc --tlc-jar ~/tla2tools.jar

Exit codes: 0 all agree, 1 one does not, 2 usage, an engine is missing, or a
system is too large for this machine.`,
    )
    .action(async (scenarios: string[], options: CrosscheckCommandOptions) => {
      const { runCrosscheck } = await import("../actions/crosscheck.ts");
      await runCrosscheck(scenarios, options);
    });
}

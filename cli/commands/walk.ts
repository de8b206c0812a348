import type { Command } from "commander";
import type { WalkCommandOptions } from "../actions/walk.ts";
import { addSelectionOptions } from "../selectionOptions.ts";

export function addWalk(program: Command): void {
  const command = program
    .command("walk")
    .summary("go through a scenario step by step")
    .description(
      "Shows what everybody can do next, numbered, and what those wait for who can do nothing; you pick. Commands come from stdin, so they can be piped. The system is walked as it is written, on the uncompiled model.",
    )
    .argument("<scenario>", "the scenario, by name, or a file of your own (.ts, .js)");
  addSelectionOptions(command)
    .option("--from <trace.json>", "begin with the steps of a trace of this system")
    .addHelpText(
      "after",
      `
At the prompt:
  1, 2, …       take that step; several, as in 1 1 3, one after the other
  undo [n]      take back the last step, or so many
  trace         the run so far, with a lane for each actor
  laws          what every law says here
  save <file>   write the run as a trace, which replay takes
  quit          (or the end of the input)

Example:
  $ npx ptecheck walk zap-race -k 6.1 -m write-notify
  $ printf '1\\n1\\ntrace\\n' | npx ptecheck walk fork-copied -k 6.12 -m shmem`,
    )
    .action(async (scenario: string, options: WalkCommandOptions) => {
      const { runWalk } = await import("../actions/walk.ts");
      await runWalk(scenario, options);
    });
}

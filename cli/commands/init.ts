import type { Command } from "commander";

export function addInit(program: Command): void {
  program
    .command("init")
    .summary("write a commented start of a proposal, scenario or invariant of your own")
    .description(
      "Writes a file to begin with, that works as it is, with comments: a proposal that changes the order of zap, a scenario with two threads, or an invariant about stale translations. It never overwrites one, and says how to check it.",
    )
    .argument("<kind>", "what to begin: proposal, scenario or invariant")
    .argument("[file]", "the file to write (default: ./my-<kind>.ts)")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck init proposal
  $ npx ptecheck init proposal ./flush-later.ts
  $ npx ptecheck check zap-race --proposal ./flush-later.ts
  $ npx ptecheck init scenario
  $ npx ptecheck check ./my-scenario.ts
  $ npx ptecheck init invariant
  $ npx ptecheck check zap-race --invariant ./my-invariant.ts`,
    )
    .action(async (kind: string, file: string | undefined) => {
      const { runInit } = await import("../actions/init.ts");
      runInit(kind, file);
    });
}

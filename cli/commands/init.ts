import type { Command } from "commander";

export function addInit(program: Command): void {
  program
    .command("init")
    .summary("write a commented start of a proposal of your own")
    .description(
      "Writes a file to begin with: a working proposal that changes the order of zap, with comments. It never overwrites one. Then: ptecheck check --proposal <file>.",
    )
    .argument("<kind>", "what to begin: proposal")
    .argument("[file]", "the file to write (default: ./my-proposal.ts)")
    .addHelpText(
      "after",
      `
Examples:
  $ ptecheck init proposal
  $ ptecheck init proposal ./flush-later.ts
  $ ptecheck check zap-race --proposal ./flush-later.ts`,
    )
    .action(async (kind: string, file: string | undefined) => {
      const { runInit } = await import("../actions/init.ts");
      runInit(kind, file);
    });
}

import type { Command } from "commander";

export function addKernels(program: Command): void {
  program
    .command("kernels")
    .summary("say what differs between kernels, and how that is known")
    .description(
      "Prints the rules by which the model tells one release from another: since when, commit, source, how sure. Of kernels that are named it says which rules they have, and between which releases nothing changes for this model.",
    )
    .argument("[kernel...]", "a release, as in 6.6, v6.6 or 6.1.192")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck kernels
  $ npx ptecheck kernels 6.6 6.1.192
  $ npx ptecheck kernels --json`,
    )
    .action(async (names: string[], options: { json?: boolean }) => {
      const { runKernels } = await import("../actions/kernels.ts");
      runKernels(names, options);
    });
}

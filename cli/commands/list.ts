import type { Command } from "commander";

export function addList(program: Command): void {
  program
    .command("list")
    .summary("list scenarios, kernels, mappings, invariants and proposals")
    .description("Lists everything that the other commands take by name.")
    .option("--json", "as JSON")
    .action(async (options: { json?: boolean }) => {
      const { runList } = await import("../actions/list.ts");
      runList(options);
    });
}

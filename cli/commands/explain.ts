import type { Command } from "commander";

export function addExplain(program: Command): void {
  program
    .command("explain")
    .summary("say what an invariant means, and where it fails")
    .description(
      "Tells what an invariant says and does not say, why the kernel needs it, and where.",
    )
    .argument("<invariant>", "its id: see npx ptecheck list")
    .option("--json", "as JSON")
    .action(async (id: string, options: { json?: boolean }) => {
      const { runExplain } = await import("../actions/explain.ts");
      runExplain(id, options);
    });
}

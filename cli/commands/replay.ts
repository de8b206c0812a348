import type { Command } from "commander";

export function addReplay(program: Command): void {
  program
    .command("replay")
    .summary("run a trace again and check that it still ends in the violation")
    .description(
      "Takes every step of a trace again on today's model, and evaluates the invariant at its end. The file is one trace, or what `ptecheck check --json` printed (then every trace in it).",
    )
    .argument("<trace.json>", "a file with a trace")
    .option("--json", "print the replayed traces as JSON")
    .action(async (file: string, options: { json?: boolean }) => {
      const { runReplay } = await import("../actions/replay.ts");
      runReplay(file, options);
    });
}

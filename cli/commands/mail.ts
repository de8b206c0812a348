import type { Command } from "commander";
import type { MailCommandOptions } from "../actions/mail.ts";
import { workersOption } from "../selectionOptions.ts";

export function addMail(program: Command): void {
  program
    .command("mail", { isDefault: true })
    .summary("answer the mail that ptecheck began with (the default)")
    .argument("[nothing...]", "it takes none")
    .description(
      "Answers the mail that ptecheck began with: whether it is right, part by part, and a paragraph for each of its questions with the command that shows it; then the run that matters most. Only what that needs is checked.",
    )
    .option("--all", "also every verdict of its scenarios, and every trace")
    .option(...workersOption)
    .option("--json", "rows, claims, answers and the trace as JSON")
    .action(async ([unknown]: string[], options: MailCommandOptions) => {
      const { runMail, unknownCommand } = await import("../actions/mail.ts");
      if (unknown !== undefined) throw unknownCommand(unknown, program);
      await runMail(options);
    });
}

import type { Command } from "commander";
import type { MailCommandOptions } from "../actions/mail.ts";

export function addMail(program: Command): void {
  program
    .command("mail", { isDefault: true, hidden: true })
    .summary("answer the mail (what ptecheck does without a command)")
    .argument("[nothing...]")
    .option("--all", "also the verdicts of all scenarios, and every trace")
    .option("--json", "rows, claims, answers and the trace as JSON")
    .action(async ([unknown]: string[], options: MailCommandOptions) => {
      const { runMail, unknownCommand } = await import("../actions/mail.ts");
      if (unknown !== undefined) throw unknownCommand(unknown, program);
      runMail(options);
    });
}

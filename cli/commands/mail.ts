import type { Command } from "commander";

export function addMail(program: Command): void {
  program
    .command("mail", { isDefault: true, hidden: true })
    .summary("answer the mail (what ptecheck does without a command)")
    .argument("[nothing...]")
    .option("--json", "rows and answers as JSON")
    .action(async ([unknown]: string[], options: { json?: boolean }) => {
      const { runMail, unknownCommand } = await import("../actions/mail.ts");
      if (unknown !== undefined) throw unknownCommand(unknown, program);
      runMail(options);
    });
}

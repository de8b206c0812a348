import type { Command } from "commander";
import type { WebOptions } from "../actions/web.ts";
import { oneMore } from "../selectionOptions.ts";

export function addWeb(program: Command): void {
  program
    .command("web")
    .summary("the page that checks: one file, to be looked at or sent")
    .description(
      "Opens a page that is the whole checker, from disk, without server or network, and prints its address; on no terminal it only prints it. A question may be given, which it then opens with.",
    )
    .argument("[scenario]", "a scenario, by name")
    .option("-k, --kernel <name>", "on this kernel")
    .option("-m, --mapping <name>", "in this mapping")
    .option(
      "-p, --proposal <id>",
      "with this proposal or broken variant; several together",
      oneMore,
    )
    .option("-o, --out <file>", "write the page to a file, to be sent to somebody")
    .option("--no-open", "print the address, and open no browser")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck web
  $ npx ptecheck web zap-race --kernel 6.1
  $ npx ptecheck web fork-copied --no-open
  $ npx ptecheck web zap-race --kernel 6.1 --out zap-race.html

A file at one counterexample: npx ptecheck check … --reporter html=FILE
Files of your own are not in the page: it knows what npx ptecheck list names.`,
    )
    .action(async (scenario: string | undefined, options: WebOptions) => {
      const { runWeb } = await import("../actions/web.ts");
      await runWeb(scenario, options);
    });
}

import type { Command } from "commander";
import type { BisectCommandOptions } from "../actions/bisect.ts";
import { commaList } from "../selectionOptions.ts";

export function addBisect(program: Command): void {
  program
    .command("bisect")
    .summary("between which releases a law flips, and the rules that make it so")
    .description(
      "Checks a law on every mainline release, tells where its verdict flips, and tries the rules of the releases one by one and together: which mend a kernel that violates it, and which break one on which it holds.",
    )
    .argument("<invariant>", "a law, by name, or a file of your own (.ts, .js)")
    .option(
      "-s, --scenario <names|files>",
      "only these scenarios (default: all that ask the law)",
      commaList,
    )
    .option("-m, --mapping <names>", "only these mappings", commaList)
    .option(
      "-k, --kernel <name>",
      "a kernel that violates it (default: the last one before it was mended)",
    )
    .option("-g, --good <name>", "a kernel on which it holds (default: the next one after that)")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
Examples:
  $ npx ptecheck bisect private-stores-stay-private --scenario dirty-cow
  $ npx ptecheck bisect no-lost-store --scenario zap-race --kernel 5.12 --good 6.12
  $ npx ptecheck bisect pinned-page-stays --json

Exit codes: 0 told, 1 no rule explains a flip, 2 usage.`,
    )
    .action(async (law: string, options: BisectCommandOptions) => {
      const { runBisect } = await import("../actions/bisect.ts");
      await runBisect(law, options);
    });
}

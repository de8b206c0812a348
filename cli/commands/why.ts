import type { Command } from "commander";
import type { WhyCommandOptions } from "../actions/why.ts";
import { amount, count } from "../numbers.ts";
import { commaList, oneMore } from "../selectionOptions.ts";

export function addWhy(program: Command): void {
  program
    .command("why")
    .summary("is a state reachable, how, and if not, what stops it?")
    .description(
      "Looks for a state that is as you say, exhaustively, and shows the shortest run there; if there is none, the nearest ones: the most parts (joined by &&) that some state has together, and the part that it lacks.",
    )
    .argument("<scenario>", "the scenario, by name, or a file of your own (.ts, .js)")
    .requiredOption("-s, --state <condition>", "what must be so in the state")
    .option("-k, --kernel <names>", "kernels (default: 5.12,6.1,6.12)", commaList)
    .option("-m, --mapping <names>", "mappings, separated by commas", commaList)
    .option("-p, --proposal <id|file>", "with this change of the semantics", oneMore)
    .option("--max-states <n>", "stop after so many states", count)
    .option("--max-seconds <n>", "stop after so many seconds for each search", amount)
    .option("--lanes", "traces with a column for each actor")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      `
A condition is made of paths as traces in JSON and --reporter itf have them, of ==, !=, <, <=, >, >=, of ! && ||
and ( ): mm.P.pte[0].write, folio[0].dirty, mm.P.ptl == "zapper", io.phase == "submitted", mm.P.pte == "none".
An index of which there is only one may be left out (mm.P.pte.write, folio.dirty); parent and child are other words
for P and C. A PTE that is none is not .write. Where an actor stands is asked with "at" a step that it is about to
take, or anywhere "in" a procedure: zapper at zap_pte_range.page_remove_rmap, storer in do_user_addr_fault. What there
is, and what it can be, is told where a name is wrong.

Examples:
  $ npx ptecheck why zap-race -k 6.1 -m write-notify --state 'mm.P.pte == "none" && tlb.cpu0.P.writeDirty && !folio.dirty'
  $ npx ptecheck why fork-shared -k 6.12 -m write-notify --state 'mm.C.pte.write && !mm.C.pte.dirty'
  $ npx ptecheck why zap-race -k 6.1 -m shmem --state 'zapper at zap_pte_range.page_remove_rmap && folio.writeback'

Exit codes: 0 reached, 1 never, 2 usage, 3 a bound was hit first.`,
    )
    .action(async (scenario: string, options: WhyCommandOptions) => {
      const { runWhy } = await import("../actions/why.ts");
      await runWhy(scenario, options);
    });
}

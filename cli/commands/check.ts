import { type Command, Option } from "commander";
import type { PassName } from "../../explorer/compile/index.ts";
import type { CheckCommandOptions } from "../actions/check.ts";
import { amount, count, wholeNumber } from "../numbers.ts";
import { reporterNames } from "../reporterNames.ts";
import { addSelectionOptions, commaList, oneMore, workersOption } from "../selectionOptions.ts";

/** Again, as help must not load the compiler; types keep them the same. */
const passNames: Record<PassName, true> = {
  constants: true,
  cone: true,
  deadLocals: true,
  fuseOwn: true,
  fuseReleases: true,
  fuseStarts: true,
};

/** What stands below the options. */
const more = `
Examples:
  $ npx ptecheck check zap-race --kernel 6.1,6.12
  $ npx ptecheck check zap-race --kernel 6.1 --lanes
  $ npx ptecheck check fork-copied --proposal fork-write-protects
  $ npx ptecheck check zap-race --proposal ./my-idea.ts      (to begin one: npx ptecheck init proposal)
  $ npx ptecheck check ./my-scenario.ts --invariant no-lost-store,./my-law.ts
  $ npx ptecheck check zap-race --kernel 6.1 --several 3 --lanes
  $ npx ptecheck check zap-race -k 6.1 -i mkclean-complete --shrink ./smallest.ts
  $ npx ptecheck check zap-race --without all --verbose
  $ npx ptecheck check --invariant no-lost-store --json
  $ npx ptecheck check zap-race -k 6.1 -r default -r junit=out.xml -r svg=out.svg

Reporters:
${Object.entries(reporterNames)
  .map(([name, what]) => `  ${name.padEnd(16)}${what}`)
  .join("\n")}
Of several traces itf, mermaid and svg write out-1, out-2 and so on.

With a proposal: verdicts that it changes, and what it costs: page faults, TLB
flushes, IPIs and I/O of one run. Where no verdict changes, the shortest run to a
state that only one of the two reaches.
A scenario that expects a violation is met by it. Exit codes: 0 met, 1 violated or vacuous,
2 usage, 3 incomplete, 130 interrupted (Ctrl-C): what was finished until then is told.`;

export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .summary("check scenarios exhaustively")
    .description(
      "Visits every reachable state of each scenario on each kernel and mapping, and says for each invariant: holds, violated (with the shortest trace), vacuous (it never said anything), or incomplete (a bound was hit); and for what a run must come to: reached, or never.",
    )
    .argument(
      "[scenario...]",
      "scenarios to check, by name, or files of your own (.ts, .js); default: all",
    );
  addRunOptions(addSelectionOptions(command))
    .option("--no-traces", "leave out the traces")
    .option(
      "--several <n>",
      "up to so many counterexamples of each law, the shortest first: each ends in another last step, or with something else wrong",
      wholeNumber(1, 100),
    )
    .option(
      "--explain",
      "of each counterexample of a law: which of its steps it needs, from when on it was inevitable, and the first step that is another under a rule or without the proposal that repairs it",
    )
    .option(
      "--liveness",
      "also whether from every state some run brings everybody to rest, whether somebody waits for ever while others go on, and who can go round for ever; nothing is assumed of fairness, so no run is promised to come to its end",
    )
    .option(
      "--shrink <file>",
      "of one violated law: write the smallest scenario that still shows it (of its threads, operations, mms, frames, references and proposals none can be left out alone), and say what was left out, and which rules of the kernel the run takes",
    )
    .option(
      "-r, --reporter <name[=file]>",
      `how results are told, to stdout or a file; several, one of them to stdout: ${Object.keys(reporterNames).join(", ")}`,
      oneMore,
    )
    .option("--lanes", "the same as --reporter lanes")
    .option("--json", "the same as --reporter json")
    .option("--ascii", "texts in ASCII, whatever the locale")
    .option("--functions", "traces with the kernel function of each line, and its file")
    .option(
      "--without <passes>",
      `switch off what makes systems smaller: ${Object.keys(passNames).join(", ")}, or all`,
      commaList,
    )
    .option(
      "--evidence",
      "also what shows that green is not empty: after how many steps each law was first asked, which ways from a step to the next no run took, which values of fields no state has, whether a bound was met",
    )
    .option(
      "-v, --verbose",
      "also say what each pass saved, and list the steps that no run ever took",
    )
    .addHelpText("after", more)
    .action(async (scenarios: string[], options: CheckCommandOptions) => {
      const { runCheck } = await import("../actions/check.ts");
      await runCheck(scenarios, options);
    });
}

/** Where to stop, and on how many threads. */
function addRunOptions(command: Command): Command {
  return command
    .option("--max-states <n>", "stop after so many states", count)
    .option("--max-depth <n>", "stop after so many steps", count)
    .option("--max-seconds <n>", "stop after so many seconds for each system", amount)
    .option(
      "--max-memory <MiB>",
      "stop at so much memory for the states of each system (default: three quarters of what there is, for all that are searched at once)",
      amount,
    )
    .addOption(
      new Option(
        "--engine <name>",
        "what searches: WebAssembly, or JavaScript, which also does where there is no WebAssembly",
      ).choices(["wasm", "js"]),
    )
    .option(
      "--no-sleep",
      "look up every transition, also those that can lead to nothing new (slower)",
    )
    .option(...workersOption)
    .option(
      "--checkpoint <file>",
      "of one system: write where its search is, now and then, at a bound and on Ctrl-C; the same command goes on from there, wherever it was killed",
    )
    .option(
      "--checkpoint-every <seconds>",
      "how often, at the end of a level (default: 60)",
      amount,
    );
}

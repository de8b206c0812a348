import { Command } from "commander";
import { addBisect } from "./commands/bisect.ts";
import { addCheck } from "./commands/check.ts";
import { addCrosscheck } from "./commands/crosscheck.ts";
import { addExplain } from "./commands/explain.ts";
import { addExport } from "./commands/export.ts";
import { addHistory } from "./commands/history.ts";
import { addInit } from "./commands/init.ts";
import { addKernels } from "./commands/kernels.ts";
import { addList } from "./commands/list.ts";
import { addMail } from "./commands/mail.ts";
import { addMatrix } from "./commands/matrix.ts";
import { addReplay } from "./commands/replay.ts";
import { addSample } from "./commands/sample.ts";
import { addWalk } from "./commands/walk.ts";
import { addWeb } from "./commands/web.ts";
import { addWhy } from "./commands/why.ts";
import { reportError } from "./reportError.ts";
import { version } from "./version.ts";
import { visible } from "./visible.ts";

/** Does what a command line asks for, and sets the exit code of the process. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await programOf().parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = await reportError(error);
  }
}

/** All commands, with what they take. */
function programOf(): Command {
  const program = new Command("ptecheck")
    .description(
      "A formal model checker for how Linux changes page-table entries and page flags. Without a command it answers the question that the project began with.",
    )
    .version(version)
    .showHelpAfterError("See: ptecheck --help")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(visible(text)) });

  program.addHelpText(
    "after",
    `
Examples:
  $ npx ptecheck                                      the answer to the mail that it began with
  $ npx ptecheck mail --all                           the same, with every verdict and every trace
  $ npx ptecheck check zap-race --kernel 6.1,6.12     one scenario on two kernels
  $ npx ptecheck explain no-lost-store                what an invariant says, and where it fails
  $ npx ptecheck matrix --mapping shmem               every law on every kernel that matters
  $ npx ptecheck bisect no-lost-store                 the release and the rule behind each change of a verdict
  $ npx ptecheck why zap-race --state 'mm.P.pte == "none" && folio.dirty'  is such a state reachable, and how?
  $ npx ptecheck init proposal                        a change of your own, to be checked before it is made
  $ npx ptecheck init scenario                        a question of your own

Results go to stdout, progress to stderr: every 5 seconds where that is no terminal
(PTECHECK_PROGRESS_SECONDS, 0 for never).
Exit codes: 0 met, 1 violated or vacuous, 2 usage or crash, 3 a bound was hit first, 130 interrupted.`,
  );
  addMail(program);
  addCheck(program);
  addList(program);
  addKernels(program);
  addMatrix(program);
  addBisect(program);
  addExplain(program);
  addExport(program);
  addCrosscheck(program);
  addHistory(program);
  addInit(program);
  addReplay(program);
  addSample(program);
  addWalk(program);
  addWeb(program);
  addWhy(program);
  for (const command of program.commands) command.exitOverride().showHelpAfterError(false);
  return program;
}

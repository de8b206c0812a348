import type { Command } from "commander";
import { answerFrom, gather, needed, traceThatMatters } from "../../answers/index.ts";
import { didYouMean, type Row, select, UsageError } from "../../checks/index.ts";
import { defaultKernels } from "../../model/kernels/index.ts";
import { distinctTraces, renderTrace } from "../../render/index.ts";
import { verdictTable } from "../../render/tables/index.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { print, printColoured } from "../print.ts";
import { checkWithProgress } from "../progress.ts";
import { mailText } from "./mailText.ts";

/** What the user of the command may set. */
export interface MailCommandOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Checks what the answer needs, and prints it; with `all` whatever else its scenarios ask. */
export function runMail({ json, all }: MailCommandOptions): void {
  const evidence = gather(needed, checkWithProgress);
  const answer = answerFrom(evidence);
  const trace = traceThatMatters(evidence, checkWithProgress);
  const isText = json !== true;
  if (isText) printColoured(mailText(answer));
  if (isText && trace !== null) print(`\nThe run that matters most:\n\n${renderTrace(trace)}`);
  const rows = all ? everyRow() : evidence.rows;
  if (isText && all) printAll(rows);
  if (!isText) print(JSON.stringify({ rows, ...answer, trace }, null, 2));
  process.exitCode = exitCodeOf(rows);
}

/** What is no command arrives here, as this is the default one. */
export function unknownCommand(name: string, { commands }: Command): UsageError {
  const known = commands.map((command) => command.name());
  return new UsageError(
    `unknown command ${JSON.stringify(name)}${didYouMean(name, known)}`,
    `Use one of: ${known.join(", ")}; or none, which is mail. See: ptecheck --help`,
  );
}

/** Of all that its scenarios ask, also where no question needs it. */
function everyRow(): readonly Row[] {
  const scenarios = [...new Set(needed.map(({ scenario }) => scenario))];
  return [...checkWithProgress(select({ scenarios }))].flatMap((result) => result.rows);
}

function printAll(rows: readonly Row[]): void {
  printColoured(`\nAll verdicts:\n\n${verdictTable(rows, defaultKernels)}`);
  print("\nThe shortest trace of each refutation:");
  for (const { trace, alike } of distinctTraces(rows)) {
    print(`\n${renderTrace(trace, { alike })}`);
  }
}

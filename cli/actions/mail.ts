import type { Command } from "commander";
import { answerFrom, gather, needed, subjectsOf, traceThatMatters } from "../../answers/index.ts";
import { checkAll, didYouMean, type Row, select, UsageError } from "../../checks/index.ts";
import { defaultKernels } from "../../model/kernels/index.ts";
import { distinctTraces, renderTrace } from "../../render/index.ts";
import { verdictTable } from "../../render/tables/index.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { print, printColoured } from "../print.ts";
import { type Asked, checkEach, type Workers, withWorkers } from "../workers/index.ts";
import { mailText } from "./mailText.ts";

/** What the user of the command may set. */
export interface MailCommandOptions {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly workers?: Asked;
}

/** Checks what the answer needs, and prints it; with `all` whatever else its scenarios ask. */
export async function runMail({ workers: asked, ...options }: MailCommandOptions): Promise<void> {
  await withWorkers(asked, (workers) => answerMail(options, workers));
}

async function answerMail({ json, all }: MailCommandOptions, workers: Workers): Promise<void> {
  const results = await checkEach(subjectsOf(needed), { options: { traces: false } }, workers);
  workers.assertWhole();
  const evidence = gather(needed, () => results);
  const answer = answerFrom(evidence);
  const trace = traceThatMatters(evidence, checkAll);
  // All of it before the first line: who interrupts it is told that nothing is claimed.
  const rows = all ? await everyRow(workers) : evidence.rows;
  const isText = json !== true;
  if (isText) printColoured(mailText(answer));
  if (isText && trace !== null) print(`\nThe run that matters most:\n\n${renderTrace(trace)}`);
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
async function everyRow(workers: Workers): Promise<readonly Row[]> {
  const scenarios = [...new Set(needed.map(({ scenario }) => scenario))];
  const results = await checkEach(select({ scenarios }), { options: {} }, workers);
  workers.assertWhole();
  return results.flatMap(({ rows }) => rows);
}

function printAll(rows: readonly Row[]): void {
  printColoured(`\nAll verdicts:\n\n${verdictTable(rows, defaultKernels)}`);
  print("\nThe shortest trace of each refutation:");
  for (const { trace, alike } of distinctTraces(rows)) {
    print(`\n${renderTrace(trace, { alike })}`);
  }
}

import type { Command } from "commander";
import pc from "picocolors";
import { type Answer, answersFrom } from "../../answers/answer.ts";
import { Evidence } from "../../answers/Evidence.ts";
import { didYouMean, type Row, UsageError } from "../../checks/index.ts";
import { defaultKernels } from "../../model/kernels/index.ts";
import { distinctTraces, renderTrace, wrap } from "../../render/index.ts";
import { verdictTable } from "../../render/tables/index.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { print } from "../print.ts";
import { checkWithProgress } from "../progress.ts";

/** Gathers the evidence, and prints the answer. */
export function runMail({ json }: { json?: boolean }): void {
  const evidence = new Evidence((subjects) => checkWithProgress(subjects));
  const answers = answersFrom(evidence);
  if (json) print(JSON.stringify({ rows: evidence.base, answers }, null, 2));
  else report(evidence.base, answers);
  process.exitCode = exitCodeOf(evidence.base);
}

/** What is no command arrives here, as this is the default one. */
export function unknownCommand(name: string, { commands }: Command): UsageError {
  const known = commands.map((command) => command.name()).filter((known) => known !== "mail");
  return new UsageError(
    `unknown command ${JSON.stringify(name)}${didYouMean(name, known)}`,
    `Use one of: ${known.join(", ")}; or none, for the answer to the mail. See: ptecheck --help`,
  );
}

const question = `David Hildenbrand, LKML, April 2021: fork marks the child's copy of a shared PTE clean and leaves it writable. Is that all right, because "if the PTE was writable in some parent, it was also dirty in some parent" and writeback and zap_pte_range() do the rest?`;

function report(rows: readonly Row[], answers: readonly Answer[]): void {
  print(wrap(question, "").join("\n"));
  print(`\n${verdictTable(rows, defaultKernels)}`);
  print("\nThe shortest trace of each refutation:");
  for (const trace of distinctTraces(rows)) print(`\n${renderTrace(trace)}`);
  print(`\n${pc.bold("The answer")}, exhaustive within these scopes: one page, two mms, two CPUs.`);
  for (const { question: asked, sentences } of answers) {
    print(`\n${wrap(asked, "").map(pc.bold).join("\n")}`);
    for (const sentence of sentences) print(wrap(sentence, "  ").join("\n"));
  }
}

import type { Command } from "commander";
import pc from "picocolors";
import { wrap } from "../../counterexamples/index.ts";
import { kernelNames } from "../../model/kernels.ts";
import { exitCodeOf } from "../exitCodes.ts";
import { type Answer, answersFrom } from "../mail/answer.ts";
import { Evidence } from "../mail/Evidence.ts";
import { count, print, table, verdictText } from "../output.ts";
import type { Row } from "../Row.ts";
import { UsageError } from "../UsageError.ts";
import { distinctTraces } from "./check.ts";

export function addMail(program: Command): void {
  program
    .command("mail", { isDefault: true, hidden: true })
    .summary("answer the mail (what ptecheck does without a command)")
    .argument("[nothing...]")
    .option("--json", "rows and answers as JSON")
    .action(([unknown]: string[], { json }: { json?: boolean }) => {
      if (unknown !== undefined) throw unknownCommand(unknown, program);
      const evidence = new Evidence();
      const answers = answersFrom(evidence);
      if (json) print(JSON.stringify({ rows: evidence.base, answers }, null, 2));
      else report(evidence.base, answers);
      process.exitCode = exitCodeOf(evidence.base);
    });
}

/** What is no command arrives here, as this is the default one. */
function unknownCommand(name: string, { commands }: Command): UsageError {
  const known = commands.map((command) => command.name()).filter((known) => known !== "mail");
  return new UsageError(
    `unknown command ${JSON.stringify(name)}`,
    `Use one of: ${known.join(", ")}; or none, for the answer to the mail. See: ptecheck --help`,
  );
}

const question = `David Hildenbrand, LKML, April 2021: fork marks the child's copy of a shared PTE clean and leaves it writable. Is that all right, because "if the PTE was writable in some parent, it was also dirty in some parent" and writeback and zap_pte_range() do the rest?`;

function report(rows: readonly Row[], answers: readonly Answer[]): void {
  print(wrap(question, "").join("\n"));
  print(`\n${verdictTable(rows)}`);
  print("\nThe shortest trace of each refutation:");
  for (const text of distinctTraces(rows)) print(`\n${text}`);
  print(`\n${pc.bold("The answer")}, exhaustive within these scopes: one page, two mms, two CPUs.`);
  for (const { question: asked, sentences } of answers) {
    print(`\n${wrap(asked, "").map(pc.bold).join("\n")}`);
    for (const sentence of sentences) print(wrap(sentence, "  ").join("\n"));
  }
}

/** A row for each scenario, mapping and property; a column for each kernel. */
function verdictTable(rows: readonly Row[]): string {
  const keyOf = ({ scenario, mapping, property }: Row) => `${scenario} ${mapping} ${property}`;
  const lines = new Map<string, Row[]>();
  for (const row of rows) lines.set(keyOf(row), [...(lines.get(keyOf(row)) ?? []), row]);
  return table(
    ["scenario", "mapping", "property", ...kernelNames, "states"],
    [...lines.values()].map((same) => [
      same[0].scenario,
      same[0].mapping,
      same[0].property,
      ...kernelNames.map((name) => {
        const row = same.find(({ kernel }) => kernel === name);
        return row === undefined ? "" : verdictText(row.verdict, row.met);
      }),
      count(Math.max(...same.map(({ states }) => states))),
    ]),
  );
}

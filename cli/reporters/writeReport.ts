import { writeFileSync } from "node:fs";
import { extname } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { UsageError } from "../../checks/index.ts";
import { asciiOf, printColoured } from "../print.ts";
import { cannotWrite, type Planned } from "./planOf.ts";
import type { Report } from "./Reporter.ts";
import { reporters } from "./reporters.ts";

/** Writes results as planned; in ASCII where that is asked for. */
export function writeReport(plan: readonly Planned[], report: Report, isAscii: boolean): void {
  for (const { name, file } of plan) {
    const reporter = reporters[name];
    const texts =
      reporter.of === "results"
        ? [reporter.textOf(report)]
        : report.traces.map((trace) => reporter.textOf(trace));
    const told = isAscii && reporter.takes.includes("ascii") ? texts.map(asciiOf) : texts;
    if (file !== null) writeFiles(name, file, told);
    else if (told.length > 1) throw severalTraces(name, told.length);
    else if (told.length === 1) printAs(told[0], reporter.takes.includes("ascii"));
    if (told.length === 0) process.stderr.write(`note: ${name}: there is no trace to tell\n`);
  }
}

/** What a program reads stays as it is, whatever the terminal shows. */
function printAs(text: string, isForPeople: boolean): void {
  if (isForPeople) printColoured(text);
  else process.stdout.write(`${text}\n`);
}

/** Of several documents each gets a number: out-1.svg, out-2.svg. */
function writeFiles(name: string, file: string, texts: readonly string[]): void {
  const end = extname(file);
  const stem = file.slice(0, file.length - end.length);
  const files = texts.map((_, at) => (texts.length === 1 ? file : `${stem}-${at + 1}${end}`));
  for (const [at, text] of texts.entries()) {
    try {
      writeFileSync(files[at], `${stripVTControlCharacters(text)}\n`);
    } catch (error) {
      throw cannotWrite(files[at], error);
    }
  }
  if (files.length > 1) process.stderr.write(`note: ${name}: wrote ${files.join(", ")}\n`);
}

function severalTraces(name: string, many: number): UsageError {
  return new UsageError(
    `the reporter ${name} tells one trace in a document, and there are ${many}`,
    `Give it a file, and each gets a number: --reporter ${name}=<file>. Or ask for less: --kernel, --mapping, --invariant.`,
  );
}

import { writeFileSync } from "node:fs";
import { commandOf, compiledOf, didYouMean, type Subject, UsageError } from "../../checks/index.ts";
import { allPasses, type Compiled, noPasses } from "../../explorer/compile/index.ts";
import { type Model, modelOf, type Options, toMurphi, toPromela } from "../../export/index.ts";
import { labelOf } from "../progress.ts";
import { cannotWrite } from "../reporters/index.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";
import { version } from "../version.ts";

/** What the user of the command may set. */
export interface ExportCommandOptions extends SelectionOptions {
  readonly to: string;
  readonly stop?: boolean;
  readonly asWritten?: boolean;
  readonly out?: string;
}

const languages: Readonly<Record<string, (model: Model, options: Options) => string>> = {
  promela: toPromela,
  murphi: toMurphi,
};

/** Writes one system in the language of another model checker. */
export async function runExport(scenario: string, options: ExportCommandOptions): Promise<void> {
  const { to, stop = false, asWritten = false, out } = options;
  const names = Object.keys(languages);
  if (!names.includes(to)) {
    throw new UsageError(
      `unknown language ${JSON.stringify(to)}${didYouMean(to, names)}`,
      `Use one of: ${names.join(", ")}.`,
    );
  }
  const subject = onlyOne(await selectWith([scenario], options));
  const { compiled } = compiledOf(subject, asWritten ? noPasses : allPasses);
  const more = [`--to ${to}`, ...(stop ? ["--stop"] : []), ...(asWritten ? ["--as-written"] : [])];
  const command = `${commandOf(subject, options.invariant === undefined ? [] : subject.invariants, "export")} ${more.join(" ")}`;
  const header = [
    `${labelOf(subject)}${subject.proposal === null ? "" : `, with ${subject.proposal.id}`}`,
    `by ptecheck ${version}: ${command}`,
    asWritten
      ? "As written, without passes."
      : "As its passes have made it, with the same verdicts.",
  ];
  const text = languages[to](modelOf(compiled as Compiled), { header, stops: stop });
  if (out === undefined) process.stdout.write(text);
  else write(out, text);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function onlyOne(subjects: readonly Subject[]): Subject {
  if (subjects.length === 1) return subjects[0];
  throw new UsageError(
    `there are ${subjects.length} such systems: ${subjects.map(labelOf).join("; ")}`,
    "Name one of them, with --kernel and --mapping.",
  );
}

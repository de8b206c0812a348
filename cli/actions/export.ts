import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { commandOf, compiledOf, pick, type Subject, UsageError } from "../../checks/index.ts";
import { version } from "../../counterexamples/index.ts";
import { allPasses, type Compiled, noPasses } from "../../explorer/compile/index.ts";
import {
  type Model,
  modelOf,
  type Options,
  tlaConfig,
  toMurphi,
  toPromela,
  toTla,
} from "../../export/index.ts";
import { labelOf } from "../progress.ts";
import { cannotWrite } from "../reporters/index.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface ExportCommandOptions extends SelectionOptions {
  readonly to: string;
  readonly stop?: boolean;
  readonly asWritten?: boolean;
  readonly out?: string;
}

type Write = (model: Model, options: Options, module: string) => string;

const languages: Readonly<Record<string, Write>> = {
  promela: toPromela,
  murphi: toMurphi,
  tla: toTla,
};

/** Writes one system in the language of another model checker. */
export async function runExport(scenario: string, options: ExportCommandOptions): Promise<void> {
  const { to, stop = false, asWritten = false, out } = options;
  pick("language", [to], Object.keys(languages), String, "");
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
  const model = modelOf(compiled as Compiled);
  const module = to === "tla" ? moduleOf(scenario, out) : "";
  const text = languages[to](model, { header, stops: stop }, module);
  if (out === undefined) process.stdout.write(text);
  else write(out, text);
  if (out === undefined || to !== "tla") return;
  const config = tlaConfig(model, ({ isWrong }) => stop && isWrong);
  write(`${out.slice(0, -extname(out).length)}.cfg`, config);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** TLC takes a module only from a file of its name. */
function moduleOf(scenario: string, out: string | undefined): string {
  if (out === undefined) return basename(scenario, extname(scenario)).replaceAll(/\W/g, "_");
  const module = basename(out, ".tla");
  if (/^[A-Za-z]\w*$/.test(module) && extname(out) === ".tla") return module;
  throw new UsageError(
    `a module of TLA+ cannot be in ${JSON.stringify(out)}`,
    "Its file has its name: letters, digits and _, and then .tla, as in zap_race.tla.",
  );
}

function onlyOne(subjects: readonly Subject[]): Subject {
  if (subjects.length === 1) return subjects[0];
  throw new UsageError(
    `there are ${subjects.length} such systems: ${subjects.map(labelOf).join("; ")}`,
    "Name one of them, with --kernel and --mapping.",
  );
}

import { existsSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import {
  type Result,
  type SmallestScope,
  type Subject,
  smallestScope,
  UsageError,
} from "../../checks/index.ts";
import type { Bounds } from "../../explorer/search/index.ts";
import { count, hanging, renderTrace, scenarioFile } from "../../render/index.ts";
import { extensions } from "../namedOrOwn.ts";
import { print } from "../print.ts";
import { clearStatus, labelOf, showStatus } from "../progress.ts";
import { cannotWrite } from "../reporters/index.ts";

/** Refuses a file that would be overwritten, or could not be loaded. Before the search, which may be long. */
export function assertScenarioFile(file: string): void {
  if (!extensions.includes(extname(file))) {
    throw new UsageError(
      `--shrink ${file} is no file that can be loaded`,
      `Give a name that ends in ${extensions.join(", ")}.`,
    );
  }
  if (existsSync(file)) {
    throw new UsageError(`${file} exists already`, "Give another name, or move it away first.");
  }
}

/** Writes the smallest scenario that still shows the one violation of these results. */
export function shrink(results: readonly Result[], file: string, bounds: Bounds): void {
  const violated = results.flatMap(({ subject, rows }) =>
    subject.invariants.flatMap((law) => {
      const row = rows.find(
        ({ property, verdict }) => property === law.id && verdict === "violated",
      );
      return row === undefined ? [] : [{ subject, law, row }];
    }),
  );
  const [only] = violated;
  if (only === undefined || violated.length > 1) throw notOne(violated.length);
  const { law, row } = only;
  const subject = named(only.subject, file, law.id);
  const found = smallestScope(subject, law, bounds, (without) =>
    showStatus(() => `${labelOf(subject)}, without ${without}`),
  );
  clearStatus();
  if (found === null) throw new Error(`${law.id} is violated no more`);
  write(file, found);
  print(`\n${textOf(found, file, row.states)}`);
}

function notOne(many: number): UsageError {
  return new UsageError(
    many === 0
      ? "--shrink has nothing to make smaller: no law is violated"
      : `--shrink makes one violation smaller, and there are ${many}`,
    "Pick one: --kernel, --mapping and --invariant with one value each.",
  );
}

/** Under the name of its file, so that what is told of it can be pasted. */
function named(subject: Subject, file: string, law: string): Subject {
  const name = basename(file, extname(file));
  const id = /^[a-z][\w-]*$/i.test(name) ? name : `${subject.scenario.id}-smallest`;
  const { mapping, scenario } = subject;
  const asked = { mappings: [mapping], asks: [law], expects: [{ violated: law }] };
  return { ...subject, scenario: { ...scenario, ...asked, id, file } };
}

function write(file: string, { subject }: SmallestScope): void {
  try {
    writeFileSync(file, scenarioFile(subject.scenario), { flag: "wx" });
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function textOf(found: SmallestScope, file: string, before: number): string {
  const { subject, leftOut, rules, unknown, row, trace } = found;
  const { taken, idle } = rules;
  const bound =
    unknown.length === 0
      ? ""
      : `, as far as is known: a bound was met without ${unknown.join(", ")}`;
  return [
    ...hanging("Left out: ", listed(leftOut) || "nothing: it takes all"),
    ...hanging(
      "What is left: ",
      `${count(row.states)} states instead of ${count(before)}. Of its threads, operations, mms, frames, references and proposals none can be left out alone${bound}.`,
    ),
    ...hanging(`Rules of ${subject.kernel} that the run takes: `, taken.join(", ") || "none"),
    ...(idle.length === 0
      ? []
      : hanging("Without these it is the same, step by step: ", idle.join(", "))),
    "",
    renderTrace(trace),
    "",
    `Wrote ${file}.`,
  ].join("\n");
}

/** Each once, with how often if more than once. */
function listed(names: readonly string[]): string {
  const each = [...new Set(names)].map((name) => {
    const many = names.filter((one) => one === name).length;
    return many === 1 ? name : `${name}, ${many} times`;
  });
  return each.join("; ");
}

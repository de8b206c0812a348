import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { didYouMean, UsageError } from "../../checks/index.ts";
import { reporterNames } from "../reporterNames.ts";
import type { ReporterName, ReporterOption } from "./Reporter.ts";
import { reporters } from "./reporters.ts";

/** A reporter, and where it writes: to a file, or to stdout. */
export interface Planned {
  readonly name: ReporterName;
  readonly file: string | null;
}

/** What the user says of reporters. */
export interface ReporterOptions {
  readonly reporter?: readonly string[];
  readonly lanes?: boolean;
  readonly json?: boolean;
  readonly functions?: boolean;
  readonly verbose?: boolean;
  readonly evidence?: boolean;
  readonly ascii?: boolean;
  readonly traces: boolean;
}

/**
 * Which reporters write what where.
 *
 * @throws {UsageError} One is unknown, two would write to one place, a file cannot be written, or an option
 *   would be dropped silently.
 */
export function planOf(options: ReporterOptions): Planned[] {
  const given = [
    ...(options.reporter ?? []).map(parsed),
    ...(options.lanes ? [{ name: "lanes", file: null } as const] : []),
    ...(options.json ? [{ name: "json", file: null } as const] : []),
  ];
  const plan: Planned[] = given.length === 0 ? [{ name: "default", file: null }] : given;
  assertApart(plan);
  assertTaken(plan, options);
  for (const { file } of plan) if (file !== null) assertWritable(file);
  return plan;
}

function parsed(text: string): Planned {
  const at = text.indexOf("=");
  const name = at < 0 ? text : text.slice(0, at);
  if (!isName(name)) {
    const known = Object.keys(reporterNames);
    throw new UsageError(
      `unknown reporter ${JSON.stringify(name)}${didYouMean(name, known)}`,
      `Use one of: ${known.join(", ")}; to a file: --reporter junit=results.xml`,
    );
  }
  if (at === text.length - 1) {
    throw new UsageError(
      `--reporter ${text} names no file`,
      `Give one, as in --reporter ${name}=results, or leave out the "=" for stdout.`,
    );
  }
  return { name, file: at < 0 ? null : text.slice(at + 1) };
}

function isName(name: string): name is ReporterName {
  return Object.hasOwn(reporterNames, name);
}

function assertApart(plan: readonly Planned[]): void {
  for (const { name, file } of plan) {
    const same = plan.filter((one) => one.file === file);
    if (same.length < 2) continue;
    const names = same.map((one) => one.name).join(" and ");
    throw new UsageError(
      `the reporters ${names} would both write to ${file ?? "stdout"}`,
      `Give ${file === null ? "all but one a file" : "each a file of its own"}: --reporter ${name}=<file>`,
    );
  }
}

/** Refuses what would be dropped silently. */
function assertTaken(plan: readonly Planned[], options: ReporterOptions): void {
  const asked = (["functions", "verbose", "evidence", "ascii"] as const).filter(
    (name) => options[name],
  );
  const names = plan.map(({ name }) => name);
  for (const option of asked) {
    if (names.some((name) => isTakenBy(option, name))) continue;
    const takers = Object.keys(reporterNames).filter(
      (name) => isName(name) && isTakenBy(option, name),
    );
    throw new UsageError(
      `--${option} has no place in ${names.join(", ")}`,
      `Leave it out, or ask for one of: ${takers.join(", ")}.`,
    );
  }
  if (options.traces) return;
  const drawing = names.find((name) => name === "lanes" || reporters[name].of === "traces");
  const dropped = options.functions ? "--functions" : drawing && `--reporter ${drawing}`;
  if (dropped === undefined) return;
  throw new UsageError(
    `${dropped.replace("--reporter lanes", "--lanes")} has no place beside --no-traces`,
    "Leave one of them out: it says how traces are drawn.",
  );
}

function isTakenBy(option: ReporterOption, name: ReporterName): boolean {
  return reporters[name].takes.includes(option);
}

/** A search may take long: whether its results can be written is known before. */
export function assertWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
    if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  } catch (error) {
    throw cannotWrite(file, error);
  }
  throw cannotWrite(file, new Error("it is a folder"));
}

/** Where a file cannot be written. */
export function cannotWrite(file: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(
    `cannot write ${file}: ${reason}`,
    "Give a file in a folder that exists and may be written.",
  );
}

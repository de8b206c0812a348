import { type Subject, UsageError } from "../../checks/index.ts";
import { type SampleProgress, type SampleRow, sampleSubject } from "../../checks/sample/index.ts";
import { count, renderTrace } from "../../render/index.ts";
import { table } from "../../render/tables/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print } from "../print.ts";
import { clearStatus, labelOf, showStatus } from "../progress.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface SampleCommandOptions extends SelectionOptions {
  readonly runs: number;
  readonly bursts: number;
  readonly seed?: number;
  readonly path?: string;
  readonly compare?: boolean;
  readonly json?: boolean;
}

/** Samples what the user asks for, and prints what was found. */
export async function runSample(scenario: string, options: SampleCommandOptions): Promise<void> {
  if (
    options.path !== undefined &&
    (options.seed === undefined || options.invariant?.length !== 1)
  ) {
    throw new UsageError(
      "--path without its seed and invariant",
      "Give all three as they were printed: --seed, --path and one --invariant.",
    );
  }
  if (options.path !== undefined && !/^\d+(:\d+)*(\/.*)?$/.test(options.path)) {
    throw new UsageError(
      `--path ${JSON.stringify(options.path)} is no path of a failure`,
      "Give it as it was printed: numbers with colons, and what stood after the slash.",
    );
  }
  const subjects = await selectWith([scenario], options);
  const seed = options.seed ?? Date.now() % 2 ** 31;
  const rows = subjects.flatMap((subject) => {
    return orNoPath(options.path, () =>
      sampleSubject(subject, { ...options, seed }, (so) =>
        showStatus(() => `${labelOf(subject)}, ${progressText(so, options.runs)}`),
      ),
    );
  });
  clearStatus();
  if (options.json) print(JSON.stringify(rows, null, 2));
  else report(rows, again(scenario, subjects, options));
  process.exitCode = rows.every(({ found, expected }) => found || expected === "holds")
    ? exitCodes.met
    : exitCodes.unmet;
}

function progressText(so: SampleProgress, most: number): string {
  return "property" in so
    ? `${so.property}: run ${count(so.runs)} of up to ${count(most)}`
    : `all states, to compare: ${count(so.states)}`;
}

/** A path that fast-check cannot follow is the user's, not a fault of ours. */
function orNoPath<T>(path: string | undefined, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (path === undefined || error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(
      `--path ${JSON.stringify(path)} leads to no run: ${error.message}`,
      "It belongs to one seed, invariant, kernel and mapping, and to the model as it was: sample again.",
    );
  }
}

/** The command that goes to the failure of a row directly, with names and files as they were given. */
function again(
  scenario: string,
  subjects: readonly Subject[],
  { proposal = [] }: SampleCommandOptions,
): (row: SampleRow) => string {
  const laws = subjects.flatMap(({ invariants }) => invariants);
  const quoted = (given: string) => (/\s/.test(given) ? `"${given}"` : given);
  const changed = proposal.map((one) => ` -p ${quoted(one)}`).join("");
  return ({ kernel, mapping, property, seed, path }) => {
    const law = laws.find(({ id }) => id === property)?.file ?? property;
    return `npx ptecheck sample ${quoted(scenario)} -k ${kernel} -m ${mapping} -i ${quoted(law)}${changed} --seed ${seed} --path ${path}`;
  };
}

function report(rows: readonly SampleRow[], commandOf: (row: SampleRow) => string): void {
  print(
    table(
      ["kernel", "mapping", "property", "found", "runs", "states reached"],
      rows.map((row) => [
        row.kernel,
        row.mapping,
        row.property,
        row.found ? "violated" : "nothing",
        count(row.runs),
        share(row),
      ]),
    ),
  );
  if (rows.some(({ statesKnown }) => statesKnown !== null)) {
    print("States are those of the scenario as it is written, as with check --without all.");
  }
  for (const row of rows) {
    if (row.trace === null) continue;
    print(`\n${foundText(row)}\n\n${renderTrace(row.trace)}`);
    print(`Again: ${commandOf(row)}`);
  }
}

function share({ statesReached, statesKnown }: SampleRow): string {
  if (statesKnown === null) return count(statesReached);
  const percent = ((100 * statesReached) / statesKnown).toFixed(1);
  return `${count(statesReached)} of ${count(statesKnown)} (${percent} %)`;
}

/** How the trace came out of the run that was found. */
function foundText({ steps, isShortest }: SampleRow): string {
  return isShortest
    ? `Found in ${steps} steps; this is a shortest run to it:`
    : `Found in ${steps} steps; a bound was met before it was known whether there is a shorter run:`;
}

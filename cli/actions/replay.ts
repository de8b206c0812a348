import {
  commandOf,
  didYouMean,
  findKernel,
  idsIn,
  pick,
  type Subject,
  sameStates,
  subjectOf,
  together,
  traceSubjectOf,
  UsageError,
} from "../../checks/index.ts";
import {
  aRun,
  deadlock,
  endOf,
  placeOf,
  replay,
  stepError,
  type Trace,
  traceOf,
} from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { type Invariant, invariants } from "../../invariants/index.ts";
import { mappingNames } from "../../model/mappings/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { renderTrace, stepsText, wrap } from "../../render/index.ts";
import { type Scenario, scenarios, systemOf } from "../../scenarios/index.ts";
import { invariantsOf, proposalsOf, scenariosOf } from "../namedOrOwn.ts";
import { print } from "../print.ts";
import { readTraces, type TraceFile } from "../readTraces.ts";

/** What the user of the command may set. */
export interface ReplayCommandOptions {
  readonly invariant?: string[];
  readonly proposal?: string[];
  readonly functions?: boolean;
  readonly json?: boolean;
}

/** Everything that a trace may be of: what ptecheck has, and what the user gave. */
interface Known {
  readonly scenarios: readonly Scenario[];
  readonly invariants: readonly Invariant[];
  readonly proposals: readonly Proposal[];
}

/** Takes the traces of a file again, and prints them. */
export async function runReplay(
  file: string,
  ownScenarios: readonly string[],
  { invariant, proposal, functions = false, json }: ReplayCommandOptions,
): Promise<void> {
  const known: Known = {
    scenarios: [...new Set([...scenarios, ...(await scenariosOf(ownScenarios))])],
    invariants: [...new Set([...invariants, ...(await invariantsOf(invariant))])],
    proposals: [...new Set([...proposals, ...brokenVariants, ...(await proposalsOf(proposal))])],
  };
  const traces = readTraces(file).map((trace) => replayTrace({ ...trace, path: file }, known));
  if (json) print(JSON.stringify(traces.length === 1 ? traces[0] : traces, null, 2));
  else print(traces.map((trace) => told(trace, functions)).join("\n\n"));
}

/** That it was taken again, and how it ended; and the trace. */
function told(trace: Trace, functions: boolean): string {
  const { steps, kernel, property, end } = trace;
  const ending = property === end ? end : `${property}: ${end}`;
  const taken = `Replayed: ${stepsText(steps.length)} taken again on Linux ${kernel}`;
  const line = end === "run" ? `${taken}.` : `${taken} end in ${ending}, as the file says.`;
  return [...wrap(line, ""), "", renderTrace(trace, { functions })].join("\n");
}

/** A trace, and the path of the file that it was read from. */
type TraceIn = TraceFile & { readonly path: string };

/** With what the trace was found: known by its id, or one of those that the user gave. */
function found<T extends { readonly id: string }>(
  what: string,
  wanted: string,
  known: readonly T[],
  give: (file: string) => string,
  { path, files }: TraceIn,
): T {
  const one = known.find(({ id }) => id === wanted);
  if (one !== undefined) return one;
  const ids = known.map(({ id }) => id);
  throw new UsageError(
    `the trace was made with ${what} ${JSON.stringify(wanted)}, which is not known${didYouMean(wanted, ids)}`,
    `Give the file that it is in: npx ptecheck replay ${path} ${give(files.length === 1 ? files[0] : `./my-${what}.ts`)}`,
  );
}

function proposalIn(trace: TraceIn, { proposals: known }: Known): Proposal | null {
  const ids = trace.proposal === null ? [] : idsIn(trace.proposal);
  const give = (file: string) => `--proposal ${file}`;
  return together(ids.map((id) => found("proposal", id, known, give, trace)));
}

/** The law to evaluate; the end of a run is none. */
function lawsFor(trace: TraceIn, { invariants: known }: Known): readonly Invariant[] {
  const { property } = trace;
  if ([deadlock, stepError, aRun, sameStates].includes(property)) return [];
  return [found("invariant", property, known, (file) => `--invariant ${file}`, trace)];
}

/** The system of which the trace is. */
function subjectFor(trace: TraceIn, known: Known): Subject {
  const kernel = findKernel(trace.kernel).name;
  const [mapping] = pick("mapping", [trace.mapping], mappingNames, (name) => name);
  const scenario = found("scenario", trace.scenario, known.scenarios, (file) => file, trace);
  const laws = lawsFor(trace, known);
  const subject = subjectOf(scenario, kernel, mapping, proposalIn(trace, known), laws);
  if (trace.property !== sameStates) return subject;
  throw new UsageError(
    "the trace shows what a proposal changes, and breaks no law that can be evaluated again",
    `Make it anew: ${commandOf(subject, [])}`,
  );
}

function replayTrace(trace: TraceIn, known: Known): Trace {
  const subject = subjectFor(trace, known);
  const { scenario, kernel, mapping, proposal, invariants: laws } = subject;
  const system = systemOf(scenario, kernel, mapping, laws, proposal);
  const { steps, property, path } = trace;
  try {
    const reference = new Reference(system) as Reference;
    const moves = steps.map(({ actor, choices }, at) => {
      const index = system.actors.findIndex(({ name }) => name === actor);
      if (index < 0) throw new Error(`step ${at + 1}: there is no actor ${JSON.stringify(actor)}`);
      return { actor: index, choices };
    });
    const run = replay(reference, moves);
    run.steps.forEach((step, at) => {
      const { procedure, step: name } = placeOf(step);
      if (procedure === steps[at].procedure && name === steps[at].step) return;
      throw new Error(`step ${at + 1} is ${procedure}.${name} now`);
    });
    if (endOf(reference, run, property) === null) {
      throw new Error(`nothing is wrong with ${property} at its end`);
    }
    // What the file claims is not repeated: everything but the moves is seen again.
    const told = traceSubjectOf(subject, system.actors, property);
    return traceOf(reference, told, moves);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${path} does not replay: ${reason}`,
      "The model has changed since, or the file was edited: make the trace again with npx ptecheck check.",
    );
  }
}

import { deadlock, stepError } from "../counterexamples/index.ts";
import { allPasses, type Compiled, compile, type Passes } from "../explorer/compile/index.ts";
import {
  type Bounds,
  type Exploration,
  explore,
  exploreInTurns,
  type Progress,
  type Recording,
} from "../explorer/search/index.ts";
import type { State } from "../model/state/index.ts";
import type { Scenario } from "../scenarios/index.ts";
import { systemOf } from "../scenarios/index.ts";
import { assertLeadsTo } from "./assertLeadsTo.ts";
import { judged } from "./judged.ts";
import { namesOf } from "./namesOf.ts";
import { noting } from "./noting.ts";
import type { Row, Unused, Verdict } from "./Row.ts";
import type { Subject } from "./Subject.ts";
import { Traces } from "./Traces.ts";
import { partsOf } from "./together.ts";
import { unusedOf } from "./unusedOf.ts";

/** A system with all that a search of it found: large. */
export interface Checked {
  readonly subject: Subject;
  readonly compiled: Compiled<State>;
  readonly exploration: Exploration;
  readonly rows: readonly Row[];
  /** What of its kernel was asked to compile it: nothing else can change it. */
  readonly asked: ReadonlySet<string>;
}

/** How to check: where to stop, and what the compiler may do to make the system smaller. */
export interface CheckOptions extends Omit<Bounds, "until" | "stop" | "recording"> {
  readonly passes?: Passes;
  /** Are traces wanted? Each costs another search; true by default. */
  readonly traces?: boolean;
  /** How many different counterexamples of each law are wanted: one by default. */
  readonly several?: number;
  /** Asked when the system is compiled: where an earlier search of it was, or null. */
  readonly resume?: (compiled: Compiled<State>) => Recording | null;
}

/** Explores a system and says for each invariant and cover what came of it, with traces. */
export function checkSystem(
  subject: Subject,
  { passes = allPasses, ...options }: CheckOptions = {},
  onLevel?: (progress: Progress) => void,
): Checked {
  return checkCompiled(compiledOf(subject, passes), options, onLevel);
}

/** A subject's system, compiled. */
export type Prepared = Pick<Checked, "subject" | "compiled" | "asked">;

/**
 * Compiles the system of a subject.
 *
 * @throws {UsageError} The proposal has a step that nothing leads to.
 */
export function compiledOf(subject: Subject, passes: Passes = allPasses): Prepared {
  const { scenario, kernel, mapping, invariants, proposal } = subject;
  const system = systemOf(scenario, kernel, mapping, invariants, proposal);
  const noted = noting(Object(system.kernel));
  const compiled = compile({ ...system, kernel: noted.kernel }, { passes });
  if (proposal !== null) assertLeadsTo(proposal, compiled.program);
  return { subject, compiled, asked: noted.asked };
}

/** Explores what is compiled. */
export function checkCompiled(
  prepared: Prepared,
  options: Omit<CheckOptions, "passes"> = {},
  onLevel?: (progress: Progress) => void,
): Checked {
  const exploration = explore(prepared.compiled, startOf(prepared, options), onLevel);
  return checkedOf(prepared, options, exploration);
}

/** The same as `checkSystem`, in turns with whatever else the program does: so that a signal can be aborted. */
export async function checkSystemInTurns(
  subject: Subject,
  { passes = allPasses, ...options }: CheckOptions = {},
): Promise<Checked> {
  const prepared = compiledOf(subject, passes);
  const exploration = await exploreInTurns(prepared.compiled, startOf(prepared, options));
  return checkedOf(prepared, options, exploration);
}

/** Where to begin, and where to stop. */
function startOf({ compiled }: Prepared, options: Omit<CheckOptions, "passes">): Bounds {
  const recording = options.resume?.(compiled) ?? null;
  return { ...boundsOf(options), ...(recording !== null && { recording }) };
}

function boundsOf(options: Omit<CheckOptions, "passes">): Bounds {
  const { traces: _, several: __, resume: ___, ...bounds } = options;
  return bounds;
}

/** What came of the exploration of a system. */
function checkedOf(
  { subject, compiled, asked }: Prepared,
  options: Omit<CheckOptions, "passes">,
  exploration: Exploration,
): Checked {
  const { traces: areTraced = true, several = 1 } = options;
  const { scenario, invariants } = subject;
  const bounds = boundsOf(options);
  const traces = areTraced ? new Traces(subject, compiled, exploration, bounds) : null;
  const unused = unusedOf(subject, compiled, asked);
  const found: Found = { subject, exploration, traces, several, unused };
  const rows = [
    ...invariants.map((_, at) => invariantRow(found, at)),
    ...scenario.covers.map((cover, at) => coverRow(found, cover, at)),
    ...endRows(found),
  ];
  return { subject, compiled, exploration, rows, asked };
}

/** All that rows are made of. */
interface Found {
  readonly subject: Subject;
  readonly exploration: Exploration;
  readonly traces: Traces | null;
  readonly several: number;
  readonly unused: readonly Unused[];
}

function invariantRow(found: Found, at: number): Row {
  const { subject, exploration, traces, several } = found;
  const { id } = subject.invariants[at];
  const verdict = shown(verdictOf(exploration, at), found);
  const isTraced = verdict === "violated" || verdict === "error";
  const trace = isTraced ? (traces?.of(id) ?? null) : null;
  const isBroken = trace !== null && verdict === "violated";
  return {
    ...common(found),
    property: id,
    verdict,
    ...judged(subject, id, verdict),
    trace,
    others: isBroken ? (traces?.others(id, trace, several - 1) ?? []) : [],
  };
}

/**
 * A proposal that is not used shows nothing, whatever is found. Of several all must be used for what is well,
 * as it is said of each; what is wrong is told.
 */
function shown(verdict: Verdict, { subject: { proposal }, unused }: Found): Verdict {
  const wholes = unused.filter(({ isWhole }) => isWhole).length;
  if (proposal === null || wholes === 0 || verdict === "error") return verdict;
  const isUsed = wholes < partsOf(proposal).length;
  return isUsed && verdict === "violated" ? verdict : "vacuous";
}

/** What a search says of the law at a place of its list. */
export function verdictOf({ properties, bound }: Exploration, at: number): Verdict {
  const { violation, witness, error, isAsked } = properties[at];
  if (error !== null) return "error";
  if (violation !== null) return "violated";
  if (bound !== null) return "incomplete";
  return witness < 0 || !isAsked ? "vacuous" : "holds";
}

function coverRow(found: Found, cover: Scenario["covers"][number], at: number): Row {
  const verdict = shown(coverVerdict(found.exploration, cover, at), found);
  return {
    ...common(found),
    property: cover.id,
    verdict,
    expected: cover.expected,
    met: verdict === cover.expected,
    trace: null,
  };
}

function coverVerdict(
  { covers, bound }: Exploration,
  { expected }: Scenario["covers"][number],
  at: number,
): Verdict {
  const { state, error } = covers[at];
  if (state >= 0) return "reached";
  if (error !== null) return "error";
  if (bound !== null) return "incomplete";
  return expected === "reached" ? "vacuous" : "never";
}

/** What may end a run besides: nobody can move, or a step breaks a rule of the model. */
function endRows(found: Found): Row[] {
  const { exploration, traces } = found;
  const row = (verdict: "deadlock" | "error", property: string): Row => ({
    ...common(found),
    property,
    verdict,
    expected: "never",
    met: false,
    trace: traces?.of(property) ?? null,
  });
  return [
    ...(exploration.deadlock < 0 ? [] : [row("deadlock", deadlock)]),
    ...(exploration.error === null ? [] : [row("error", stepError)]),
  ];
}

function common({ subject, exploration, unused }: Found) {
  const { states, transitions, depth, seconds, bytes, bound } = exploration;
  return {
    ...namesOf(subject),
    before: null,
    unused,
    others: [],
    explained: null,
    costs: null,
    apart: null,
    states,
    transitions,
    depth,
    seconds,
    bytes,
    bound,
  };
}

import { deadlock, stepError } from "../counterexamples/index.ts";
import { allPasses, type Compiled, compile, type Passes } from "../explorer/compile/index.ts";
import { type Bounds, type Exploration, explore, type Progress } from "../explorer/search/index.ts";
import type { State } from "../model/state.ts";
import type { Scenario } from "../scenarios/index.ts";
import { systemOf } from "../scenarios/index.ts";
import { assertLeadsTo } from "./assertLeadsTo.ts";
import { judged } from "./judged.ts";
import { namesOf } from "./namesOf.ts";
import { noting } from "./noting.ts";
import type { Row, Verdict } from "./Row.ts";
import type { Subject } from "./Subject.ts";
import { Traces } from "./Traces.ts";
import { unusedOf } from "./unusedOf.ts";

/** A system with all that a search of it found: large. */
export interface Checked {
  readonly subject: Subject;
  readonly compiled: Compiled<State>;
  readonly exploration: Exploration;
  readonly rows: readonly Row[];
  /** The fields of its kernel that were read to compile it: no other can change it. */
  readonly asked: ReadonlySet<string>;
}

/** How to check: where to stop, and what the compiler may do to make the system smaller. */
export interface CheckOptions extends Omit<Bounds, "until"> {
  readonly passes?: Passes;
  /** Are traces wanted? Each costs another search; true by default. */
  readonly traces?: boolean;
}

/** Explores a system and says for each invariant and cover what came of it, with traces. */
export function checkSystem(
  subject: Subject,
  { passes = allPasses, traces: areTraced = true, ...bounds }: CheckOptions = {},
  onLevel?: (progress: Progress) => void,
): Checked {
  return checkCompiled(compiledOf(subject, passes), { traces: areTraced, ...bounds }, onLevel);
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
  const noted = noting(system.kernel);
  const compiled = compile({ ...system, kernel: noted.kernel }, { passes });
  if (proposal !== null) assertLeadsTo(proposal, compiled.program);
  return { subject, compiled, asked: noted.asked };
}

/** Explores what is compiled. */
export function checkCompiled(
  { subject, compiled, asked }: Prepared,
  { traces: areTraced = true, ...bounds }: Omit<CheckOptions, "passes"> = {},
  onLevel?: (progress: Progress) => void,
): Checked {
  const { scenario, invariants } = subject;
  const exploration = explore(compiled, bounds, onLevel);
  const traces = areTraced ? new Traces(subject, compiled, exploration, bounds) : null;
  const common = commonTo(subject, compiled, exploration);
  const rows = [
    ...invariants.map((_, at) => invariantRow(subject, common, exploration, traces, at)),
    ...scenario.covers.map((cover, at) => coverRow(common, exploration, cover, at)),
    ...endRows(common, exploration, traces),
  ];
  return { subject, compiled, exploration, rows, asked };
}

function invariantRow(
  subject: Subject,
  common: Common,
  exploration: Exploration,
  traces: Traces | null,
  at: number,
): Row {
  const { id } = subject.invariants[at];
  const { violation, error } = exploration.properties[at];
  const found = verdictOf(exploration, at);
  const verdict = found === "holds" && common.unused.length > 0 ? "vacuous" : found;
  return {
    ...common,
    property: id,
    verdict,
    ...judged(subject, id, verdict),
    trace: violation === null && error === null ? null : (traces?.of(id) ?? null),
  };
}

function verdictOf({ properties, bound }: Exploration, at: number): Verdict {
  const { violation, witness, error, isAsked } = properties[at];
  if (error !== null) return "error";
  if (violation !== null) return "violated";
  if (bound !== null) return "incomplete";
  return witness < 0 || !isAsked ? "vacuous" : "holds";
}

function coverRow(
  common: Common,
  exploration: Exploration,
  cover: Scenario["covers"][number],
  at: number,
): Row {
  const { state, error } = exploration.covers[at];
  const unreached = cover.expected === "reached" ? "vacuous" : "never";
  const verdict =
    state >= 0
      ? "reached"
      : error !== null
        ? "error"
        : exploration.bound === null
          ? unreached
          : "incomplete";
  return {
    ...common,
    property: cover.id,
    verdict,
    expected: cover.expected,
    met: verdict === cover.expected,
    trace: null,
  };
}

/** What may end a run besides: nobody can move, or a step breaks a rule of the model. */
function endRows(common: Common, exploration: Exploration, traces: Traces | null): Row[] {
  const row = (verdict: "deadlock" | "error", property: string): Row => ({
    ...common,
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

/** What the rows of a system have in common. */
function commonTo(subject: Subject, { program }: Compiled<State>, exploration: Exploration) {
  const { states, transitions, depth, seconds, bytes, bound } = exploration;
  return {
    ...namesOf(subject),
    before: null,
    costs: null,
    apart: null,
    unused: unusedOf(subject, program.unusedChanges),
    states,
    transitions,
    depth,
    seconds,
    bytes,
    bound,
  };
}
type Common = ReturnType<typeof commonTo>;

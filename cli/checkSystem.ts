import {
  deadlock,
  fewerSwitches,
  stepError,
  type Trace,
  traceOf,
} from "../counterexamples/index.ts";
import {
  allPasses,
  type Compiled,
  compile,
  keepingSteps,
  type Passes,
} from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import {
  type Bounds,
  type Exploration,
  explore,
  type Location,
  type Progress,
  pathTo,
} from "../explorer/search/index.ts";
import type { Invariant } from "../invariants/index.ts";
import type { KernelName } from "../model/kernels.ts";
import type { MappingName } from "../model/mappings.ts";
import type { Proposal } from "../model/Proposal.ts";
import type { Scenario } from "../model/Scenario.ts";
import type { State } from "../model/state.ts";
import { systemOf } from "../model/systemOf.ts";
import type { Row, Verdict } from "./Row.ts";

/** One system to check, and what to ask of it. */
export interface Subject {
  readonly scenario: Scenario;
  readonly kernel: KernelName;
  readonly mapping: MappingName;
  readonly proposal: Proposal | null;
  readonly invariants: readonly Invariant[];
}

export interface Checked {
  readonly subject: Subject;
  readonly compiled: Compiled<State>;
  readonly exploration: Exploration;
  readonly rows: readonly Row[];
}

/** How to check: where to stop, and what the compiler may do to make the system smaller. */
export interface CheckOptions extends Omit<Bounds, "until"> {
  readonly passes?: Passes;
}

/** Something that a search found, by the name under which a trace of it is told. */
interface Found {
  readonly id: string;
  readonly statement: string;
}

/** Explores a system and says for each invariant and cover what came of it, with traces. */
export function checkSystem(
  subject: Subject,
  { passes = allPasses, ...bounds }: CheckOptions = {},
  onLevel?: (progress: Progress) => void,
): Checked {
  const { scenario, kernel, mapping, invariants, proposal } = subject;
  const system = systemOf(scenario, kernel, mapping, invariants, proposal);
  const compiled = compile(system, { passes });
  const exploration = explore(compiled, bounds, onLevel);
  const traces = new Traces(subject, compiled, exploration, bounds);
  const rows = [
    ...invariants.map((_, at) => invariantRow(subject, compiled, exploration, traces, at)),
    ...scenario.covers.map((cover, at) => coverRow(subject, exploration, cover, at)),
    ...endRows(subject, exploration, traces),
  ];
  return { subject, compiled, exploration, rows };
}

function invariantRow(
  subject: Subject,
  compiled: Compiled<State>,
  exploration: Exploration,
  traces: Traces,
  at: number,
): Row {
  const { id, statement } = subject.invariants[at];
  const { violation, error } = exploration.properties[at];
  const found = verdictOf(exploration, at);
  const verdict = found === "holds" && isUnused(subject, compiled) ? "vacuous" : found;
  const expected = expectedOf(subject, id);
  return {
    ...common(subject, exploration),
    property: id,
    verdict,
    expected,
    // A proposal may make something hold that does not hold today; the reverse is what we look for.
    met: verdict === expected || (subject.proposal !== null && verdict === "holds"),
    trace: violation === null && error === null ? null : traces.of({ id, statement }),
  };
}

function verdictOf({ properties, bound }: Exploration, at: number): Verdict {
  const { violation, witness, error, isAsked } = properties[at];
  if (error !== null) return "error";
  if (violation !== null) return "violated";
  if (bound !== null) return "incomplete";
  return witness < 0 || !isAsked ? "vacuous" : "holds";
}

/** A proposal that changes steps, and none that the system ever runs, shows nothing about it. */
function isUnused({ proposal }: Subject, { program }: Compiled<State>): boolean {
  const changes = proposal?.changes ?? [];
  const isByStepsOnly = changes.length > 0 && proposal?.switches === undefined;
  return isByStepsOnly && program.unusedChanges.length === changes.length;
}

/** Traces of what a search found: shortest, with few changes of actor, checked again on the reference. */
class Traces {
  private readonly subject: Subject;
  private readonly found: { readonly compiled: Compiled<State>; readonly exploration: Exploration };
  private readonly bounds: Bounds;
  private readonly reference: Reference<State>;
  private shortest: { compiled: Compiled<State>; exploration: Exploration } | null = null;

  constructor(
    subject: Subject,
    compiled: Compiled<State>,
    exploration: Exploration,
    bounds: Bounds,
  ) {
    this.subject = subject;
    this.found = { compiled, exploration };
    this.bounds = bounds;
    this.reference = new Reference(compiled.program.system);
  }

  of({ id, statement }: Found): Trace {
    this.shortest ??= this.search();
    const place = placeOf(this.shortest.exploration, id);
    // Without fused steps the search is larger: where it meets a bound, the way that was found must do.
    const { compiled, exploration } = place === null ? this.found : this.shortest;
    const end = place ?? placeOf(exploration, id);
    if (end === null) throw new Error(`nothing was found of ${id}`);
    const moves = pathTo(compiled, exploration, end);
    const told = { ...names(this.subject), property: id, statement };
    const reference = this.reference as Reference;
    return traceOf(this.reference, told, fewerSwitches(reference, moves, id));
  }

  /** Steps that were fused count as one: what was found is searched again, step by step. */
  private search(): { compiled: Compiled<State>; exploration: Exploration } {
    const { compiled, exploration } = this.found;
    const passes = keepingSteps(compiled.passes);
    if (compiled.steps.length === 0 || isSame(passes, compiled.passes)) return this.found;
    const ids = [...exploration.properties.map(({ id }) => id), deadlock, stepError];
    const until = ids.filter((id) => placeOf(exploration, id) !== null);
    const again = compile(compiled.program.system, { passes });
    return { compiled: again, exploration: explore(again, { ...this.bounds, until }) };
  }
}

function isSame(a: Passes, b: Passes): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Where a search found that a property fails or throws, a deadlock, or an error. */
function placeOf({ properties, deadlock: stuck, error }: Exploration, id: string): Location | null {
  if (id === stepError) return error;
  if (id === deadlock) return stuck < 0 ? null : { state: stuck, transition: null };
  const result = properties.find((property) => property.id === id);
  return result?.error ?? result?.violation ?? null;
}

/** What a scenario expects of an invariant: to hold, unless it says otherwise. */
export function expectedOf(
  { scenario, kernel, mapping }: Pick<Subject, "scenario" | "kernel" | "mapping">,
  id: string,
): "holds" | "violated" {
  const isViolated = scenario.expects.some(
    ({ violated, kernels, mappings }) =>
      violated === id &&
      (kernels === undefined || kernels.includes(kernel)) &&
      (mappings === undefined || mappings.includes(mapping)),
  );
  return isViolated ? "violated" : "holds";
}

function coverRow(
  subject: Subject,
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
    ...common(subject, exploration),
    property: cover.id,
    verdict,
    expected: cover.expected,
    met: verdict === cover.expected,
    trace: null,
  };
}

/** What may end a run besides: nobody can move, or a step breaks a rule of the model. */
function endRows(subject: Subject, exploration: Exploration, traces: Traces): Row[] {
  const row = (verdict: "deadlock" | "error", law: Found): Row => ({
    ...common(subject, exploration),
    property: law.id,
    verdict,
    expected: "never",
    met: false,
    trace: traces.of(law),
  });
  const stuck = { id: deadlock, statement: "Some actor can always go on." };
  const broken = { id: stepError, statement: "No step breaks a rule of the model." };
  return [
    ...(exploration.deadlock < 0 ? [] : [row("deadlock", stuck)]),
    ...(exploration.error === null ? [] : [row("error", broken)]),
  ];
}

function names({ scenario, kernel, mapping, proposal }: Subject) {
  return { scenario: scenario.id, kernel, mapping, proposal: proposal?.id ?? null };
}

function common(subject: Subject, exploration: Exploration) {
  const { states, transitions, depth, seconds, bytes, bound } = exploration;
  return { ...names(subject), states, transitions, depth, seconds, bytes, bound };
}

import { deadlock, fewerSwitches, movesTo, type Trace, traceOf } from "../counterexamples/index.ts";
import { type Compiled, compile } from "../explorer/compile/index.ts";
import {
  type Bounds,
  type Exploration,
  explore,
  type Progress,
  type Violation,
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

/** Explores a system and says for each invariant and cover what came of it, with traces. */
export function checkSystem(
  subject: Subject,
  bounds: Bounds = {},
  onLevel?: (progress: Progress) => void,
): Checked {
  const { scenario, kernel, mapping, invariants, proposal } = subject;
  const compiled = compile(systemOf(scenario, kernel, mapping, invariants, proposal));
  const exploration = explore(compiled, bounds, onLevel);
  const rows = [
    ...invariants.map((invariant, at) =>
      invariantRow(subject, compiled, exploration, invariant, at),
    ),
    ...scenario.covers.map((cover, at) => coverRow(subject, exploration, cover, at)),
    ...(exploration.deadlock < 0 ? [] : [deadlockRow(subject, compiled, exploration)]),
  ];
  return { subject, compiled, exploration, rows };
}

function invariantRow(
  subject: Subject,
  compiled: Compiled<State>,
  exploration: Exploration,
  { id, statement }: Invariant,
  at: number,
): Row {
  const { violation, witness } = exploration.properties[at];
  const verdict = verdictOf(violation !== null, exploration.bound !== null, witness < 0);
  const expected = expectedOf(subject, id);
  return {
    ...common(subject, exploration),
    property: id,
    verdict,
    expected,
    // A proposal may make something hold that does not hold today; the reverse is what we look for.
    met: verdict === expected || (subject.proposal !== null && verdict === "holds"),
    trace: violation && traceTo(subject, compiled, exploration, { id, statement }, violation),
  };
}

/** A shortest way to a violation, with few changes of actor, checked again on the reference. */
function traceTo(
  subject: Subject,
  compiled: Compiled<State>,
  exploration: Exploration,
  { id, statement }: { readonly id: string; readonly statement: string },
  { state, transition }: Violation,
): Trace {
  const moves = movesTo(compiled, exploration, state, transition);
  const told = { ...names(subject), property: id, statement };
  return traceOf(compiled, told, fewerSwitches(compiled, moves, id));
}

function verdictOf(isViolated: boolean, isBounded: boolean, isUnwitnessed: boolean): Verdict {
  if (isViolated) return "violated";
  if (isBounded) return "incomplete";
  return isUnwitnessed ? "vacuous" : "holds";
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
  const isReached = exploration.covers[at].state >= 0;
  const unreached = cover.expected === "reached" ? "vacuous" : "never";
  const verdict = isReached ? "reached" : exploration.bound === null ? unreached : "incomplete";
  return {
    ...common(subject, exploration),
    property: cover.id,
    verdict,
    expected: cover.expected,
    met: verdict === cover.expected,
    trace: null,
  };
}

function deadlockRow(subject: Subject, compiled: Compiled<State>, exploration: Exploration): Row {
  const law = { id: deadlock, statement: "Some actor can always go on." };
  const violation = { state: exploration.deadlock, transition: null };
  return {
    ...common(subject, exploration),
    property: deadlock,
    verdict: "deadlock",
    expected: "never",
    met: false,
    trace: traceTo(subject, compiled, exploration, law, violation),
  };
}

function names({ scenario, kernel, mapping, proposal }: Subject) {
  return { scenario: scenario.id, kernel, mapping, proposal: proposal?.id ?? null };
}

function common(subject: Subject, exploration: Exploration) {
  const { states, transitions, depth, seconds, bytes, bound } = exploration;
  return { ...names(subject), states, transitions, depth, seconds, bytes, bound };
}

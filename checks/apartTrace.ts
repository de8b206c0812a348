import { type Move, replay, type Trace } from "../counterexamples/index.ts";
import { compile } from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import { explore } from "../explorer/search/index.ts";
import type { Invariant } from "../invariants/index.ts";
import { systemOf } from "../scenarios/index.ts";
import { type Subject, subjectOf } from "./Subject.ts";
import { sameStates } from "./sameStates.ts";
import { Traces } from "./Traces.ts";
import { commandOf } from "./traceSubjectOf.ts";

/** The trace of a run to what is reached only with the proposal of a subject, or only without it. */
export function apartTrace(
  subject: Subject,
  reached: "with" | "without",
  moves: readonly Move[],
): Trace {
  const { scenario, kernel, mapping, invariants, proposal } = subject;
  const other = reached === "with" ? "without" : "with";
  const trace = traceTo(reached === "with" ? subject : { ...subject, proposal: null }, moves);
  // The same question again: other laws might tell the two apart by a verdict.
  const usual = subjectOf(scenario, kernel, mapping, proposal).invariants;
  const isUsual =
    usual.length === invariants.length && usual.every((law) => invariants.includes(law));
  return {
    ...trace,
    end: "differs",
    statement: `Memory never holds this ${other} ${proposal?.id}.`,
    command: commandOf(subject, isUsual ? [] : invariants),
  };
}

function systemFor({ scenario, kernel, mapping, proposal }: Subject, laws: readonly Invariant[]) {
  return systemOf(scenario, kernel, mapping, laws, proposal);
}

/** It breaks a law that is made for it, so that it can be told: that this state is never reached. */
function traceTo(subject: Subject, moves: readonly Move[]): Trace {
  const reference = new Reference(systemFor(subject, []));
  const held = reference.content(replay(reference as Reference, moves).states[moves.length]).s;
  const law: Invariant = {
    id: sameStates,
    statement: "Memory never holds this.",
    why: "Where no verdict changes, a state that only one of the two systems reaches is what they differ in.",
    source: "checks/apartTrace.ts",
    doesNotSay: "That anything is wrong with that state.",
    mappings: [subject.mapping],
    over: "states",
    antecedent: () => true,
    holds: ({ s }) => !agrees(held, s),
  };
  const judged = { ...subject, invariants: [law] };
  const compiled = compile(systemFor(judged, [law]));
  const exploration = explore(compiled, { until: [law.id] });
  return new Traces(judged, compiled, exploration, {}).of(law.id);
}

/** Does a state, as a predicate sees it, hold this? Of a union the kind is asked first. */
function agrees(held: unknown, seen: unknown): boolean {
  if (typeof held !== "object" || held === null) return held === seen;
  if (typeof seen !== "object" || seen === null) return false;
  return Object.entries(held).every(([key, value]) => agrees(value, Reflect.get(seen, key)));
}

import { fewerSwitches, type Move, replay, traceOf } from "../counterexamples/index.ts";
import { type Compiled, compile, noPasses } from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import { type ExploredContents, exploreContents, pathTo } from "../explorer/search/index.ts";
import type { Invariant } from "../invariants/index.ts";
import type { State } from "../model/state.ts";
import { systemOf } from "../scenarios/index.ts";
import type { Apart } from "./Apart.ts";
import { type Subject, subjectOf } from "./Subject.ts";
import { commandOf, traceSubjectOf } from "./traceSubjectOf.ts";

/** The law that such a run breaks, by name. It is made for each, and no other is called so. */
export const sameStates = "same-states";

/** A system, every step of it a transition, with all that its states hold. */
interface Side extends ExploredContents {
  readonly subject: Subject;
  readonly compiled: Compiled<State>;
}

/**
 * The shortest run to what is reached only with the proposal of a subject, or else only without it. What
 * memory holds is compared, not where the actors are; and nothing, where a system has more than `most` states.
 */
export function apartOf(subject: Subject, most = 100_000): Apart {
  const today = { ...subject, proposal: null };
  const shared = Object.keys(systemFor(today, []).state);
  const [before, after] = [today, subject].map((one) => sideOf(one, shared, most));
  if ([before, after].some(({ exploration }) => exploration.bound !== null)) {
    return { reached: "unknown", trace: null };
  }
  const { scenario, kernel, mapping, invariants, proposal } = subject;
  // The same question again: other laws might tell the two apart by a verdict.
  const usual = subjectOf(scenario, kernel, mapping, proposal).invariants;
  const isUsual =
    usual.length === invariants.length && usual.every((law) => invariants.includes(law));
  const command = commandOf(subject, isUsual ? [] : invariants);
  const id = proposal?.id;
  const found = firstApart(after, before, `Every state that ${id} leads to is reached without it.`);
  if (found !== null) return { reached: "with", trace: { ...found, command } };
  const gone = firstApart(before, after, `Every state is reached with ${id}, too.`);
  if (gone !== null) return { reached: "without", trace: { ...gone, command } };
  return { reached: "nowhere", trace: null };
}

function systemFor({ scenario, kernel, mapping, proposal }: Subject, laws: readonly Invariant[]) {
  return systemOf(scenario, kernel, mapping, laws, proposal);
}

function sideOf(subject: Subject, fields: readonly string[], maxStates: number): Side {
  const compiled = compile(systemFor(subject, []), { passes: noPasses });
  return { subject, compiled, ...exploreContents(compiled, fields, { maxStates }) };
}

/** A trace to the first state of one side that the other one does not reach; null if there is none. */
function firstApart(one: Side, other: Side, statement: string) {
  const known = new Set(other.contents);
  const state = one.contents.findIndex((content) => !known.has(content));
  if (state < 0) return null;
  const moves = pathTo(one.compiled, one.exploration, { state, transition: null });
  return traceTo(one.subject, moves, statement);
}

/** It breaks a law that is made for it: that this state is never reached. */
function traceTo(subject: Subject, moves: readonly Move[], statement: string) {
  const reference = new Reference(systemFor(subject, []));
  const held = reference.content(replay(reference as Reference, moves).states[moves.length]).s;
  const law: Invariant = {
    id: sameStates,
    statement,
    why: "Where no verdict changes, a state that only one of the two systems reaches is what they differ in.",
    source: "checks/apartOf.ts",
    doesNotSay: "That anything is wrong with that state.",
    mappings: [subject.mapping],
    over: "states",
    antecedent: () => true,
    holds: ({ s }) => !agrees(held, s),
  };
  const judge = new Reference(systemFor(subject, [law])) as Reference;
  const told = traceSubjectOf({ ...subject, invariants: [law] }, judge.system.actors, law.id);
  return traceOf(judge, told, fewerSwitches(judge, moves, law.id));
}

/** Does a state, as a predicate sees it, hold this? Of a union the kind is asked first. */
function agrees(held: unknown, seen: unknown): boolean {
  if (typeof held !== "object" || held === null) return held === seen;
  if (typeof seen !== "object" || seen === null) return false;
  return Object.entries(held).every(([key, value]) => agrees(value, Reflect.get(seen, key)));
}

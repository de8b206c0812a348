import { expect } from "vitest";
import { type Compiled, compile, contentOf } from "../../explorer/compile/index.ts";
import { exploreNaively } from "../../explorer/reference/index.ts";
import { type Exploration, explore } from "../../explorer/search/index.ts";
import type { System } from "../../model/language/index.ts";

/** What came of a system, the same in both engines. */
export interface Found<S> {
  readonly compiled: Compiled<S>;
  readonly exploration: Exploration;
  /** What `s` holds in each state, in no particular order. */
  readonly states: readonly unknown[];
}

/** Explores a system compiled and on the reference, which must agree on every state, and on the counts. */
export function exploreBoth<S, Self>(system: System<S, Self>): Found<S> {
  const naive = exploreNaively(system as System<S>);
  const compiled = compile(system as System<S>, { checkPurity: true });
  const exploration = explore(compiled);
  const contents = [...exploration.table.all()].map((words) => contentOf(compiled, words));
  expect(new Set(contents.map((content) => JSON.stringify(content)))).toEqual(naive.contents);
  const { states, transitions, depth, deadlock, error, outOfScope } = exploration;
  expect({ states, transitions, depth }).toEqual({
    states: naive.states,
    transitions: naive.transitions,
    depth: naive.depth,
  });
  expect([deadlock >= 0, error !== null, outOfScope !== null]).toEqual([
    naive.deadlock !== null,
    naive.error !== null,
    naive.outOfScope !== null,
  ]);
  return { compiled, exploration, states: contents.map(({ s }) => s) };
}

/** The text of the first error that a step breaks a rule with. */
export function errorText<S>({ compiled, exploration: { error } }: Found<S>): string {
  const transition = error?.transition ?? null;
  if (transition === null) throw new Error("no step breaks a rule");
  return compiled.transitions[transition].error?.message ?? "";
}

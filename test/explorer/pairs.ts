import { type Compiled, contentOf } from "../../explorer/compile/index.ts";
import type { Reference, RunState } from "../../explorer/reference/index.ts";
import { newBatch } from "../../explorer/search/index.ts";

/** One state twice: packed, and on the reference. */
export interface Pair {
  readonly words: Int32Array;
  readonly state: RunState;
}

/** What leads from a pair to the next: by its name, which tells actor and choices. */
export type Successors<T> = ReadonlyMap<string, T>;

/** The successors of a packed state, by the compiled code. */
export function compiledSuccessors<S>(
  { layout, fanout, expanders, transitions }: Compiled<S>,
  words: Int32Array,
): Successors<Int32Array> {
  const { states, parent, leaf } = newBatch(layout.words, fanout + 1);
  const count = expanders.reduce((n, expand) => expand(words, 0, 1, states, parent, leaf, n), 0);
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const { actor, parts } = transitions[leaf[at]];
      const name = `${actor.index}: ${parts.map(({ choices }) => choices)}`;
      return [name, states.slice(at * layout.words, (at + 1) * layout.words)];
    }),
  );
}

/** The successors of a state on the reference. */
export function referenceSuccessors<S>(
  reference: Reference<S>,
  state: RunState,
): Successors<RunState> {
  return new Map(
    reference
      .successors(state)
      .flatMap(({ actor, choices, outcome }) =>
        outcome.kind === "taken" ? [[`${actor}: ${choices}`, outcome.after] as const] : [],
      ),
  );
}

/** What all successors hold, as text, by their names. */
export function contentsOf<S>(
  compiled: Compiled<S>,
  successors: Successors<Int32Array>,
): Record<string, string> {
  const entries = [...successors].map(([name, words]) => [
    name,
    JSON.stringify(contentOf(compiled, words)),
  ]);
  return Object.fromEntries(entries.sort());
}

/** The same of the reference's. */
export function referenceContents<S>(
  reference: Reference<S>,
  successors: Successors<RunState>,
): Record<string, string> {
  const entries = [...successors].map(([name, state]) => [
    name,
    JSON.stringify(reference.content(state)),
  ]);
  return Object.fromEntries(entries.sort());
}

/** Pairs of what both say comes next, in the order of their names. */
export function nextPairs(
  compiled: Successors<Int32Array>,
  reference: Successors<RunState>,
): Pair[] {
  return [...reference].flatMap(([name, state]) => {
    const words = compiled.get(name);
    return words === undefined ? [] : [{ words, state }];
  });
}

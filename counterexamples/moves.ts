import type { Compiled } from "../explorer/compile/index.ts";
import type { Exploration } from "../explorer/search/index.ts";

/** One step of a run, as little as is needed to take it again: who, and which choices. */
export interface Move {
  readonly actor: number;
  readonly choices: readonly number[];
}

/** The moves that lead to a state that a search found, on a shortest path; then one more, if given. */
export function movesTo(
  { transitions }: Compiled,
  { table }: Exploration,
  state: number,
  lastTransition: number | null,
): Move[] {
  const leaves = lastTransition === null ? [] : [lastTransition];
  for (let id = state; table.parents[id] >= 0; id = table.parents[id])
    leaves.push(table.leaves[id]);
  return leaves
    .reverse()
    .map((leaf) => ({ actor: transitions[leaf].actor.index, choices: transitions[leaf].choices }));
}

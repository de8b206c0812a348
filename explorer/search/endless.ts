import type { Compiled, CompiledPredicate } from "../compile/index.ts";
import { graphOf, leadingTo, wayTo } from "./Graph.ts";

/** What can never come to an end, of a system that was visited whole. */
export interface Endless {
  readonly states: number;
  /** How many of them have no way to an end. */
  readonly stuck: number;
  /** The transitions to the first such state; null if there is none. */
  readonly way: readonly number[] | null;
}

/**
 * From which states can no end be reached, whatever anybody does? Somebody waits or goes round for ever there,
 * perhaps beside others that go on, so no deadlock need be seen. It keeps every transition: for small systems.
 *
 * @returns Null if there are more than `maxStates`.
 */
export function endless<S>(
  compiled: Compiled<S>,
  isEnd: CompiledPredicate,
  maxStates: number,
): Endless | null {
  const graph = graphOf(compiled as Compiled, maxStates);
  if (graph === null) return null;
  const { states, count } = graph;
  const canEnd = leadingTo(graph, (at) => isEnd.isTrue(states, at, at + 1) >= 0);
  const first = canEnd.indexOf(0);
  const stuck = canEnd.reduce((sum, can) => sum + 1 - can, 0);
  return { states: count, stuck, way: first < 0 ? null : wayTo(graph, first) };
}

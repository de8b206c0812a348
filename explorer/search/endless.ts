import type { Compiled, CompiledPredicate } from "../compile/index.ts";
import { newBatch } from "./StateTable.ts";

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
  const { states, count, from, to, parent, leaf } = graph;
  const canEnd = new Uint8Array(count);
  const pending: number[] = [];
  for (let at = 0; at < count; at += 1) {
    if (isEnd.isTrue(states, at, at + 1) < 0) continue;
    canEnd[at] = 1;
    pending.push(at);
  }
  const predecessors = predecessorsIn(from, to, count);
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const before of predecessors(at)) {
      if (canEnd[before] === 1) continue;
      canEnd[before] = 1;
      pending.push(before);
    }
  }
  const first = canEnd.indexOf(0);
  const stuck = canEnd.reduce((sum, can) => sum + 1 - can, 0);
  return { states: count, stuck, way: first < 0 ? null : wayTo(first, parent, leaf) };
}

/** Every state and transition, in the order in which they are found. */
interface Graph {
  readonly states: Int32Array;
  readonly count: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly parent: readonly number[];
  readonly leaf: readonly number[];
}

function graphOf(compiled: Compiled, maxStates: number): Graph | null {
  const { layout, transitions, expanders, fanout, initial } = compiled;
  const { words } = layout;
  const known = new Map([[initial.join(), 0]]);
  const states = new Int32Array(words * (maxStates + 1));
  states.set(initial);
  const [from, to, parent, leaf]: number[][] = [[], [], [-1], [-1]];
  const batch = newBatch(words, fanout);
  for (let at = 0; at < known.size; at += 1) {
    const n = expanders.reduce(
      (sum, expand) => expand(states, at, at + 1, batch.states, batch.parent, batch.leaf, sum),
      0,
    );
    for (let i = 0; i < n; i += 1) {
      const { error, outOfScope } = transitions[batch.leaf[i]];
      if (error !== null || outOfScope !== null) continue;
      const next = batch.states.subarray(i * words, (i + 1) * words);
      const key = next.join();
      let number = known.get(key);
      if (number === undefined) {
        number = known.size;
        if (number > maxStates) return null;
        known.set(key, number);
        states.set(next, number * words);
        parent.push(at);
        leaf.push(batch.leaf[i]);
      }
      from.push(at);
      to.push(number);
    }
  }
  return { states, count: known.size, from, to, parent, leaf };
}

/** For each state those that lead to it. */
function predecessorsIn(from: readonly number[], to: readonly number[], count: number) {
  const starts = new Int32Array(count + 1);
  for (const state of to) starts[state + 1] += 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] += starts[at];
  const filled = starts.slice();
  const all = new Int32Array(from.length);
  for (const [at, state] of to.entries()) {
    all[filled[state]] = from[at];
    filled[state] += 1;
  }
  return (state: number) => all.subarray(starts[state], starts[state + 1]);
}

function wayTo(state: number, parent: readonly number[], leaf: readonly number[]): number[] {
  const way: number[] = [];
  for (let at = state; at > 0; at = parent[at]) way.unshift(leaf[at]);
  return way;
}

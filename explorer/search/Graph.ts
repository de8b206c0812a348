import type { Compiled } from "../compile/index.ts";
import { Successors } from "./Successors.ts";

/** Every state and transition, in the order in which they are found. */
export interface Graph {
  readonly states: Int32Array;
  readonly count: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** By edge, its transition. */
  readonly by: readonly number[];
  /** By state, the edges that lead to it. */
  readonly into: (state: number) => Int32Array;
  readonly parent: readonly number[];
  readonly leaf: readonly number[];
  /** What some transition leads to instead of a state: beyond that nothing is known. */
  readonly cut: "error" | "scope" | null;
}

/** The graph of a system; null if it has more than `maxStates`. It keeps every transition: for small systems. */
export function graphOf(compiled: Compiled, maxStates: number): Graph | null {
  const { layout, transitions, initial } = compiled;
  const { words } = layout;
  const known = new Map([[initial.join(), 0]]);
  const states = new Int32Array(words * maxStates);
  states.set(initial);
  const [from, to, by, parent, leaf]: number[][] = [[], [], [], [-1], [-1]];
  const successors = new Successors(compiled);
  const { batch } = successors;
  let cut: Graph["cut"] = null;
  for (let at = 0; at < known.size; at += 1) {
    const n = successors.expand(states, at, at + 1);
    for (let i = 0; i < n; i += 1) {
      if (!successors.leadsOn(batch.leaf[i])) {
        cut ??= transitions[batch.leaf[i]].error !== null ? "error" : "scope";
        continue;
      }
      const next = batch.states.subarray(i * words, (i + 1) * words);
      const key = next.join();
      let number = known.get(key);
      if (number === undefined) {
        number = known.size;
        if (number === maxStates) return null;
        known.set(key, number);
        states.set(next, number * words);
        parent.push(at);
        leaf.push(batch.leaf[i]);
      }
      from.push(at);
      to.push(number);
      by.push(batch.leaf[i]);
    }
  }
  const count = known.size;
  const into = edgesAt(to, [...to.keys()], count);
  return { states, count, from, to, by, into, parent, leaf, cut };
}

/** From which states is there a way to one of these? They are marked themselves. */
export function leadingTo(graph: Graph, isWanted: (state: number) => boolean): Uint8Array {
  const { from, into, count } = graph;
  const leads = Uint8Array.from({ length: count }, (_, at) => (isWanted(at) ? 1 : 0));
  const pending = [...leads.keys()].filter((at) => leads[at] === 1);
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const edge of into(at)) {
      const before = from[edge];
      if (leads[before] === 1) continue;
      leads[before] = 1;
      pending.push(before);
    }
  }
  return leads;
}

/** For each state those of some edges that have it as this end. */
export function edgesAt(
  ends: readonly number[],
  edges: readonly number[],
  count: number,
): (state: number) => Int32Array {
  const starts = new Int32Array(count + 1);
  for (const edge of edges) starts[ends[edge] + 1] += 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] += starts[at];
  const filled = starts.slice();
  const all = new Int32Array(edges.length);
  for (const edge of edges) {
    all[filled[ends[edge]]] = edge;
    filled[ends[edge]] += 1;
  }
  return (state) => all.subarray(starts[state], starts[state + 1]);
}

/** The transitions of a shortest way to a state. */
export function wayTo({ parent, leaf }: Graph, state: number): number[] {
  const way: number[] = [];
  for (let at = state; at > 0; at = parent[at]) way.unshift(leaf[at]);
  return way;
}

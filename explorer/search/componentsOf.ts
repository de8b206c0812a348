import { edgesAt, type Graph } from "./Graph.ts";

/**
 * By state, which strongly connected component it is in: two of one component reach each other over these edges
 * (Kosaraju: a search in depth, then one over the edges turned round, from the state that was left last).
 */
export function componentsOf({ from, to, count }: Graph, edges: readonly number[]): Int32Array {
  const into = edgesAt(to, edges, count);
  const component = new Int32Array(count).fill(-1);
  for (const root of leftLast({ from, to, count }, edges)) {
    if (component[root] >= 0) continue;
    component[root] = root;
    const pending = [root];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const edge of into(at)) {
        const before = from[edge];
        if (component[before] >= 0) continue;
        component[before] = root;
        pending.push(before);
      }
    }
  }
  return component;
}

/** The states, that first which a search in depth leaves last. */
function leftLast(
  { from, to, count }: Pick<Graph, "from" | "to" | "count">,
  edges: readonly number[],
): number[] {
  const out = edgesAt(from, edges, count);
  const seen = new Uint8Array(count);
  const left: number[] = [];
  for (let root = 0; root < count; root += 1) {
    const stack = [{ state: root, next: 0 }];
    if (seen[root] === 1) continue;
    seen[root] = 1;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = out(top.state)[top.next];
      top.next += 1;
      if (edge === undefined) {
        left.push(top.state);
        stack.pop();
      } else if (seen[to[edge]] === 0) {
        seen[to[edge]] = 1;
        stack.push({ state: to[edge], next: 0 });
      }
    }
  }
  return left.reverse();
}

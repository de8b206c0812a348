import type { Trace } from "../counterexamples/index.ts";

/** The traces of all that have one, such as rows; kernels that share one are told in one. */
export function distinctTraces(rows: readonly { readonly trace: Trace | null }[]): Trace[] {
  const traces = new Map<string, Trace>();
  for (const { trace } of rows) {
    if (trace === null) continue;
    const { scenario, mapping, property, steps } = trace;
    const key = JSON.stringify([scenario, mapping, property, steps]);
    if (!traces.has(key)) traces.set(key, trace);
  }
  return [...traces.values()];
}

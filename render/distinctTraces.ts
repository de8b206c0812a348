import type { Trace } from "../counterexamples/index.ts";

/** A trace, and the other kernels that run the same. */
export interface Distinct {
  readonly trace: Trace;
  readonly alike: readonly string[];
}

/** The traces of all that have one, such as rows; kernels that share one are told in one. */
export function distinctTraces(rows: readonly { readonly trace: Trace | null }[]): Distinct[] {
  const groups = new Map<string, Trace[]>();
  for (const { trace } of rows) {
    if (trace === null) continue;
    const { scenario, mapping, property, steps } = trace;
    const key = JSON.stringify([scenario, mapping, property, steps]);
    groups.set(key, [...(groups.get(key) ?? []), trace]);
  }
  return [...groups.values()].map(([trace, ...others]) => ({
    trace,
    alike: others.map(({ kernel }) => kernel),
  }));
}

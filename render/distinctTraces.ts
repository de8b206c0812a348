import type { Explained } from "../checks/index.ts";
import type { Trace } from "../counterexamples/index.ts";

/** A trace, and the other kernels that run the same. */
export interface Distinct {
  readonly trace: Trace;
  readonly alike: readonly string[];
  readonly explained: Explained | null;
}

/** What has a trace, such as a row. */
interface Traced {
  readonly trace: Trace | null;
  readonly explained?: Explained | null;
}

/** The traces of all that have one, such as rows; kernels that share one are told in one. */
export function distinctTraces(rows: readonly Traced[]): Distinct[] {
  const groups = new Map<string, { trace: Trace; explained: Explained | null }[]>();
  for (const { trace, explained = null } of rows) {
    if (trace === null) continue;
    const { scenario, mapping, property, steps } = trace;
    const key = JSON.stringify([scenario, mapping, property, steps, explained]);
    groups.set(key, [...(groups.get(key) ?? []), { trace, explained }]);
  }
  return [...groups.values()].map(([first, ...others]) => ({
    ...first,
    alike: others.map(({ trace }) => trace.kernel),
  }));
}

import type { Row } from "../checks/index.ts";
import { renderTrace } from "./renderTrace.ts";

/** The traces of all violations; kernels that share one are told in one. */
export function distinctTraces(rows: readonly Row[]): string[] {
  const texts = new Map<string, string>();
  for (const { trace } of rows) {
    if (trace === null) continue;
    const { scenario, mapping, property, steps } = trace;
    const key = JSON.stringify([scenario, mapping, property, steps]);
    if (!texts.has(key)) texts.set(key, renderTrace(trace));
  }
  return [...texts.values()];
}

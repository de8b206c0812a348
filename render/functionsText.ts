import type { TraceStep } from "../counterexamples/index.ts";

/** Where a step is in the kernel, and what it called there. */
export function functionsText({ source, calls }: TraceStep): string {
  // What hardware does is no function of the kernel.
  const inKernel = calls.filter((call) => call.source.includes("/"));
  const called = [...new Set(inKernel.map((call) => `${call.name}() (${call.source})`))];
  return called.length === 0 ? `<${source}>` : `<${source}; calls ${called.join(", ")}>`;
}

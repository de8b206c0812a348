import type { Assignment, Body } from "./Body.ts";
import type { Variable } from "./Variable.ts";

/** Assignments that are meant to be at once, for a language that makes one after the other. */
export interface Ordered {
  /** What must be kept first, since it is read after it was overwritten. */
  readonly kept: readonly Variable[];
  readonly assignments: readonly Assignment[];
}

/** Copies come before constants; what a later copy reads and an earlier one overwrites is kept. */
export function inOrder(assignments: readonly Assignment[]): Ordered {
  const copies = assignments.filter(({ value }) => value.kind !== "code");
  const constants = assignments.filter(({ value }) => value.kind === "code");
  const isOverwritten = (variable: Variable, by: number) =>
    copies.some(({ to }, at) => at < by && to === variable);
  const kept = copies.flatMap(({ value }, at) =>
    value.kind !== "code" && isOverwritten(value.variable, at) ? [value.variable] : [],
  );
  return { kept: [...new Set(kept)], assignments: [...copies, ...constants] };
}

/** What must be kept anywhere in a body, each once. */
export function keptIn({ ways, assignments }: Body): readonly Variable[] {
  const inner = ways === null ? [] : [...keptIn(ways.whereTrue), ...keptIn(ways.whereFalse)];
  return [...new Set([...inner, ...inOrder(assignments).kept])];
}

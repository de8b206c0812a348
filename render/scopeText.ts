import type { Trace } from "../counterexamples/index.ts";

/** How many of what; steps are as many as there may be. */
export function scopeText({ Vaddr, Mm, Cpu }: Trace["scope"]): string {
  const many = (count: number | undefined, what: string) =>
    count === undefined ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
  return [
    ...many(Vaddr, "page"),
    ...many(Mm, "mm"),
    ...many(Cpu, "CPU"),
    "any number of steps",
  ].join(", ");
}

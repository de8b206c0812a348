import type { Entry, Trace, TraceStep } from "../counterexamples/index.ts";

/** The states of a trace, from its first one on: one after each step. */
export function statesOf({
  initial,
  steps,
}: Pick<Trace, "initial" | "steps">): (readonly Entry[])[] {
  const states = [initial];
  for (const step of steps) states.push(changed(states[states.length - 1], step));
  return states;
}

function changed(entries: readonly Entry[], { changes }: TraceStep): readonly Entry[] {
  const after = new Map(changes.map(({ path, to }) => [JSON.stringify(path), { path, value: to }]));
  return entries.map((entry) => after.get(JSON.stringify(entry.path)) ?? entry);
}

import type { Trace, TraceActor } from "../counterexamples/index.ts";
import { describe } from "./describe.ts";
import { hanging, hangingIfAny } from "./wrap.ts";

/** What is wrong, and where; who runs; what is so at first. */
export function headLines(trace: Trace): string[] {
  const { property, end, scenario, kernel, mapping, proposal, files, actors, initial } = trace;
  const change = proposal === null ? "" : `, with ${proposal}`;
  const own = files.length === 0 ? "" : `; from ${files.join(", ")}`;
  const what = property === end ? property : `${property}: ${end}`;
  const moving = new Set(trace.steps.map(({ actor }) => actor));
  const [busy, idle] = [true, false].map((moves) =>
    actors.filter(({ name }) => moving.has(name) === moves),
  );
  const others = busy.filter(({ mm }) => mm === null).map(({ name }) => name);
  return [
    ...hanging("", `${what} (${scenario}, Linux ${kernel}, ${mapping}${change}${own})`),
    "",
    ...hangingIfAny("Threads: ", busy.flatMap((actor) => threadText(actor) ?? []).join("; ")),
    ...hangingIfAny("Beside them: ", others.join(", ")),
    ...hangingIfAny(
      "Nothing is done by: ",
      idle.map((actor) => threadText(actor) ?? actor.name).join("; "),
    ),
    ...hanging("At first: ", stateText(initial)),
  ];
}

function threadText({ name, mm, cpu, program }: TraceActor): string | null {
  return mm === null ? null : `${name} (mm ${mm}, cpu${cpu}): ${program.join(", ")}`;
}

/** A state without the locks, and without what is at rest, as far as that says nothing. */
export function stateText(entries: Trace["last"]): string {
  return [...describe(entries).values()]
    .filter(
      ({ kind, label, isAtRest }) => kind === "value" && (!isAtRest || alwaysTold.test(label)),
    )
    .map(({ label, text }) => `${label} ${text}`)
    .join("; ");
}

/** What is told also where it is at rest: the parent's PTE, whether the page is dirty, and mapped. */
const alwaysTold = /^(P\.pte|PG_dirty|mapcount|disk)$/;

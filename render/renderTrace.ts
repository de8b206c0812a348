import type { Change, Trace, TraceStep } from "../counterexamples/index.ts";
import { columns, wrap } from "./wrap.ts";

const indent = " ".repeat(6);

/** A trace as plain text for a mail: a line per step and, indented, what it changed. */
export function renderTrace(trace: Trace): string {
  return [
    ...headLine(trace),
    "",
    ...trace.steps.flatMap((step, at) => stepLines(step, at + 1)),
    "",
    ...endLines(trace),
  ].join("\n");
}

/** What is wrong, and where. */
export function headLine(trace: Trace): string[] {
  const { property, end, scenario, kernel, mapping, proposal, files } = trace;
  const change = proposal === null ? "" : `, with ${proposal}`;
  const own = files.length === 0 ? "" : `; from ${files.join(", ")}`;
  const what = property === end ? property : `${property}: ${end}`;
  return wrap(`${what} (${scenario}, Linux ${kernel}, ${mapping}${change}${own})`, "");
}

const endWords = { violated: "Violated", deadlock: "Nobody can move", error: "Expected" } as const;

/** What should have been, what rule is broken if one is, and the state at the end. */
export function endLines(trace: Trace): string[] {
  const { statement, end, error } = trace;
  return [
    ...wrap(`${endWords[end]}: ${statement}`, ""),
    ...(error === null
      ? []
      : error.split("\n").flatMap((line) => wrap(`Error: ${line.trim()}`, ""))),
    ...wrap(`Here: ${lastText(trace)}`, ""),
  ];
}

/** One line, and more only where the changes do not fit. */
function stepLines({ actor, procedure, step, chosen, changes }: TraceStep, at: number): string[] {
  const choice = chosen.length === 0 ? "" : ` (${chosen.join(", ")})`;
  const head = `${String(at).padStart(3)}. ${actor}: ${procedure}.${step}${choice}`;
  const changed = changes.map(changeText).join("; ");
  if (changed === "") return [head];
  const line = `${head}  ${changed}`;
  return line.length <= columns ? [line] : [head, ...wrap(changed, indent)];
}

function changeText({ what, from, to }: Change): string {
  return `${what}: ${from} → ${to}`;
}

const atRest = new Set(["-", "free", "{}", "none"]);

/** The last state without what is at rest. */
function lastText({ last }: Trace): string {
  return Object.entries(last)
    .filter(([, value]) => !atRest.has(value))
    .map(([what, value]) => `${what} ${value}`)
    .join("; ");
}

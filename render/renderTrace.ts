import type { Change, Trace, TraceStep } from "../counterexamples/index.ts";
import { columns, wrap } from "./wrap.ts";

const indent = " ".repeat(6);

/** A trace as plain text for a mail: a line per step and, indented, what it changed. */
export function renderTrace(trace: Trace): string {
  const { scenario, kernel, mapping, proposal, property, statement, steps } = trace;
  const change = proposal === null ? "" : `, with ${proposal}`;
  return [
    ...wrap(`${property}: violated (${scenario}, Linux ${kernel}, ${mapping}${change})`, ""),
    "",
    ...steps.flatMap((step, at) => stepLines(step, at + 1)),
    "",
    ...wrap(`Violated: ${statement}`, ""),
    ...wrap(`Here: ${lastText(trace)}`, ""),
  ].join("\n");
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

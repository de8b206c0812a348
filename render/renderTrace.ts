import type { Trace } from "../counterexamples/index.ts";
import { endLines } from "./endLines.ts";
import { headLines } from "./headLines.ts";
import { lineText, type TraceOptions } from "./lineText.ts";
import { told } from "./told.ts";

/** A trace as plain text for a mail: a line per step, what it changed, and what is wrong at the end. */
export function renderTrace(trace: Trace, options: TraceOptions = {}): string {
  const lines = told(trace);
  const width = Math.max(...lines.map(({ actor }) => actor.length));
  const steps = lines.flatMap((line) => {
    const head = `${String(line.number).padStart(3)}. ${line.actor.padEnd(width)}  `;
    return lineText(head, " ".repeat(head.length), line, options);
  });
  const head = headLines(trace);
  // A law may be false at first: then there is no step to tell.
  const run = steps.length === 0 ? [] : ["", ...steps];
  return [...head, ...run, "", ...endLines(trace, [...head, ...steps], options)].join("\n");
}

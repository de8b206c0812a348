import type { Trace, TraceStep } from "../counterexamples/index.ts";
import { endLines, headLine } from "./renderTrace.ts";
import { columns, wrap } from "./wrap.ts";

/** A step's number stands before the lanes. */
const numberWidth = 4;
/** The last lane has room for this much, so that a change fits; the others start as far apart as that allows. */
const lastLane = 30;
const farthest = 16;

/**
 * A trace with a lane for each actor, as one would draw it in a mail: time goes down, whose step it is says how
 * far to the right it stands. 72 columns at most. Steps that change nothing that is shown are left out, and
 * counted; the last one is always shown.
 */
export function renderLanes(trace: Trace): string {
  const { steps } = trace;
  const actors = [...new Set(steps.map(({ actor }) => actor))];
  const apart = laneWidth(actors.length);
  const shown = [...steps.entries()].filter(
    ([at, step]) => isShown(step) || at === steps.length - 1,
  );
  const left = steps.length - shown.length;
  return [
    ...headLine(trace),
    "",
    lanes(actors, apart),
    lanes(
      actors.map((actor) => "-".repeat(Math.min(actor.length, apart - 1))),
      apart,
    ),
    ...shown.flatMap(([at, step]) => stepLines(at, step, actors.indexOf(step.actor) * apart)),
    "",
    ...(left === 0
      ? []
      : [`(${left} of ${steps.length} steps that change nothing here are left out.)`]),
    ...endLines(trace),
  ].join("\n");
}

function laneWidth(actors: number): number {
  const room = Math.floor((columns - numberWidth - lastLane) / Math.max(1, actors - 1));
  return Math.max(2, Math.min(farthest, room));
}

function isShown({ changes, chosen }: TraceStep): boolean {
  return changes.length > 0 || chosen.length > 0;
}

function lanes(heads: readonly string[], apart: number): string {
  const cells = heads.map((head) => head.slice(0, apart - 1).padEnd(apart));
  return `${" ".repeat(numberWidth)}${cells.join("")}`.trimEnd();
}

/** A step in its lane, with what it changed: in one line, or below it where that is too long. */
function stepLines(at: number, { step, chosen, changes }: TraceStep, indent: number): string[] {
  const choice = chosen.length === 0 ? "" : ` (${chosen.join(", ")})`;
  const number = `${at + 1}.`.padStart(numberWidth - 1);
  const head = `${number} ${" ".repeat(indent)}${step}${choice}`;
  const changed = changes.map(({ what, from, to }) => `${what}: ${from} → ${to}`).join("; ");
  if (changed === "") return [head];
  const line = `${head}  ${changed}`;
  if (line.length <= columns) return [line];
  return [head, ...wrap(changed, " ".repeat(numberWidth + indent + 2))];
}

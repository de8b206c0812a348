import type { Trace } from "../counterexamples/index.ts";
import { endLines } from "./endLines.ts";
import { headLines } from "./headLines.ts";
import { type LaneActor, laneActors } from "./laneActors.ts";
import { lineText, type TraceOptions } from "./lineText.ts";
import { told } from "./told.ts";
import { columns } from "./wrap.ts";

/** A line's number stands before the lanes. */
const numberWidth = 4;
/** The last lane has room for this much; the others start as far apart as that allows. */
const lastLane = 34;
const farthest = 14;

/**
 * A trace with a lane for each actor, as one would draw it in a mail: time goes down, whose step it is says how
 * far to the right it stands. 72 columns at most.
 */
export function renderLanes(trace: Trace, options: TraceOptions = {}): string {
  const lines = told(trace);
  const actors = laneActors(trace, lines);
  const names = actors.map(({ name }) => name);
  const apart = laneWidth(names.length);
  const steps = lines.flatMap((line) => {
    const at = numberWidth + names.indexOf(line.actor) * apart;
    const head = `${line.number}.`.padStart(numberWidth - 1).padEnd(at);
    return lineText(head, " ".repeat(at + 2), line, options);
  });
  const head = headLines(trace);
  const heads = [lanes(names, apart), lanes(actors.map(placeText), apart)];
  const run = steps.length === 0 ? [] : ["", ...heads, ...steps];
  return [...head, ...run, "", ...endLines(trace, [...head, ...steps], options)].join("\n");
}

function laneWidth(actors: number): number {
  const room = Math.floor((columns - numberWidth - lastLane) / Math.max(1, actors - 1));
  return Math.max(2, Math.min(farthest, room));
}

function placeText({ name, place }: LaneActor): string {
  return place[0] ?? "-".repeat(name.length);
}

function lanes(cells: readonly string[], apart: number): string {
  const padded = cells.map((cell) => cell.slice(0, apart - 1).padEnd(apart));
  return `${" ".repeat(numberWidth)}${padded.join("")}`.trimEnd();
}

import type { Trace } from "../../counterexamples/index.ts";
import { type LaneActor, laneActors } from "../laneActors.ts";
import { type Line, told } from "../told.ts";
import { wrap } from "../wrap.ts";
import { xml } from "../xml.ts";
import { type HeldLock, locksHeld } from "./locksHeld.ts";

const lane = 96;
const lineHeight = 18;
const gap = 8;
const headHeight = 84;
const margin = 24;
/** The text stands right of the lanes, in so many columns. */
const textColumns = 76;
const charWidth = 7.3;

/** A line of the trace with its place: its middle, and the texts that stand beside it. */
interface Row {
  readonly line: Line;
  readonly y: number;
  readonly texts: readonly string[];
}

/**
 * A trace as a picture: a lane for each actor, a dot for each step, bars where a lock is held, and beside them
 * what each step did. It stands alone: no script, no font, dark or light as the reader has it.
 */
export function svgText(trace: Trace): string {
  const lines = told(trace);
  const actors = laneActors(trace, lines);
  const rows = placed(lines);
  const bottom = bottomOf(rows);
  const texts = endTexts(trace);
  const width = textX(actors.length) + textColumns * charWidth + margin;
  const height = bottom + (texts.length + 1) * lineHeight + margin;
  const { property, end, scenario, kernel, mapping, statement } = trace;
  const title = `${property}: ${end} (${scenario}, Linux ${kernel}, ${mapping})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${xml(title)}</title>`,
    `<desc id="desc">${xml(`${statement} ${lines.length} steps.`)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="page" width="100%" height="100%"/>`,
    text(margin, margin, title, "head"),
    ...actors.flatMap((actor, at) => headOf(actor, laneX(at), bottom)),
    ...locksHeld(lines).flatMap((lock) => barOf(lock, laneX(indexOf(actors, lock.actor)), rows)),
    ...rows.flatMap((row) => rowOf(row, laneX(indexOf(actors, row.line.actor)), actors.length)),
    ...texts.map((one, at) => text(margin, bottom + (at + 1) * lineHeight, one, "end")),
    "</svg>",
  ].join("\n");
}

function indexOf(actors: readonly LaneActor[], name: string): number {
  return actors.findIndex((actor) => actor.name === name);
}

function laneX(at: number): number {
  return margin + lane / 2 + at * lane;
}

function textX(lanes: number): number {
  return margin + lanes * lane + gap;
}

/** Where each line stands: as far below the one before as that has texts. */
function placed(lines: readonly Line[]): Row[] {
  let y = headHeight;
  return lines.map((line) => {
    const said = wrap(`${line.number}. ${line.says}`, "", textColumns);
    const changed = line.changes.flatMap((change) => wrap(change, "    ", textColumns));
    const row = { line, y: y + lineHeight, texts: [...said, ...changed] };
    y += row.texts.length * lineHeight + gap;
    return row;
  });
}

function bottomOf(rows: readonly Row[]): number {
  const last = rows.at(-1);
  return last === undefined ? headHeight : last.y + last.texts.length * lineHeight;
}

function headOf({ name, place }: LaneActor, x: number, bottom: number): string[] {
  return [
    `<line class="lane" x1="${x}" y1="${headHeight}" x2="${x}" y2="${bottom}"/>`,
    text(x, headHeight - 2 * lineHeight, name, "actor"),
    ...place.map((where) => text(x, headHeight - lineHeight, where, "place")),
  ];
}

/** Bars of locks that are held together stand beside each other. */
function barOf({ label, from, to, beside }: HeldLock, x: number, rows: readonly Row[]): string[] {
  const top = rows[from].y - lineHeight / 2;
  const end = to === null ? (rows.at(-1)?.y ?? top) + lineHeight / 2 : rows[to].y;
  const at = x + 9 + beside * 8;
  return [
    `<rect class="lock" x="${at}" y="${top}" width="5" height="${end - top}"><title>${xml(label)}</title></rect>`,
  ];
}

function rowOf({ line, y, texts }: Row, x: number, lanes: number): string[] {
  const [said, ...more] = texts;
  return [
    `<line class="guide" x1="${x}" y1="${y - 5}" x2="${textX(lanes) - 4}" y2="${y - 5}"/>`,
    `<circle class="step" cx="${x}" cy="${y - 5}" r="5"><title>${xml(`${line.actor}: ${line.says}`)}</title></circle>`,
    text(textX(lanes), y, said, "says"),
    ...more.map((one, at) => text(textX(lanes), y + (at + 1) * lineHeight, one, "change")),
  ];
}

function endTexts({ end, wrong, statement, version, command }: Trace): string[] {
  return [
    ...wrap(`${end === "violated" ? "Violated" : "Expected"}: ${statement}`, "", textColumns),
    ...(wrong === null ? [] : wrap(`Here: ${wrong}`, "", textColumns)),
    ...wrap(`Again, with ptecheck ${version}: ${command}`, "", textColumns),
  ];
}

function text(x: number, y: number, content: string, kind: string): string {
  return `<text class="${kind}" x="${x}" y="${y}" xml:space="preserve">${xml(content)}</text>`;
}

const style = [
  "text { font: 12px ui-monospace, monospace; fill: #1c1c1c }",
  ".head { font-weight: bold; font-size: 14px } .actor { font-weight: bold }",
  ".actor, .place { text-anchor: middle } .place, .change { fill: #5a5a5a }",
  ".page { fill: #fff } .lane { stroke: #999; stroke-dasharray: 2 3 } .guide { stroke: #ddd }",
  ".step { fill: #0b62a8 } .lock { fill: #c47f00; fill-opacity: .7 }",
  "@media (prefers-color-scheme: dark) { text { fill: #e8e8e8 } .place, .change { fill: #aaa }",
  ".page { fill: #16181b } .guide { stroke: #333 } .step { fill: #6db7f2 } }",
].join(" ");

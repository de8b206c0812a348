import type { Entry, Trace, TraceStep } from "../counterexamples/index.ts";
import { cachedTexts } from "./cachedTexts.ts";
import { describe, type Piece } from "./describe.ts";

/** A line of a trace: one step, with the steps before it that only passed on to it. */
export interface Line {
  readonly number: number;
  readonly actor: string;
  readonly says: string;
  /** What it changed, in words; empty if nothing. */
  readonly changes: readonly string[];
  readonly step: TraceStep;
}

/** A trace line by line. Its last step is a line of its own in any case. */
export function told({ initial, steps }: Trace): Line[] {
  const lines: Line[] = [];
  let entries = initial;
  for (const [at, step] of steps.entries()) {
    const after = changed(entries, step);
    const { actor, procedure, says } = step;
    if (says !== null || at === steps.length - 1) {
      const text = says ?? `goes on in ${procedure}`;
      const changes = changeTexts(actor, describe(entries), describe(after));
      lines.push({ number: lines.length + 1, actor, says: text, changes, step });
    }
    entries = after;
  }
  return lines;
}

function changed(entries: readonly Entry[], { changes }: TraceStep): readonly Entry[] {
  const after = new Map(changes.map(({ path, to }) => [JSON.stringify(path), { path, value: to }]));
  return entries.map((entry) => after.get(JSON.stringify(entry.path)) ?? entry);
}

type Pieces = ReadonlyMap<string, Piece>;

/** Locks that are taken or dropped, what changed its value, what CPUs may have cached. */
function changeTexts(actor: string, before: Pieces, after: Pieces): string[] {
  const changed = [...after.values()].filter(({ label, text }) => before.get(label)?.text !== text);
  return [
    ...changed
      .filter(({ kind }) => kind !== "translations")
      .map((piece) => changeText(actor, before.get(piece.label)?.text ?? "", piece)),
    ...cachedTexts(changed),
  ];
}

function changeText(actor: string, from: string, { kind, label, text }: Piece): string {
  const isHeld = (piece: string) => piece.split(", ").some((by) => by.endsWith(` by ${actor}`));
  if (kind !== "lock" || isHeld(text) === isHeld(from)) {
    const more = text.startsWith(`${from}, `) ? `now ${text.slice(from.length + 2)}` : null;
    return `${label}: ${more ?? `${from} → ${text}`}`;
  }
  return isHeld(text) ? `takes ${label}` : `drops ${label}`;
}

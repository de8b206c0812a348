import type { Trace, TraceStep } from "../counterexamples/index.ts";
import { cachedTexts } from "./cachedTexts.ts";
import { describe, type Piece } from "./describe.ts";
import { statesOf } from "./statesOf.ts";

/** A line of a trace: one step, with the steps before it that only passed on to it. */
export interface Line {
  readonly number: number;
  readonly actor: string;
  readonly says: string;
  /** What it changed, in words; empty if nothing. */
  readonly changes: readonly string[];
  /** Which locks its actor took and dropped. */
  readonly locks: readonly { readonly label: string; readonly isTaken: boolean }[];
  readonly step: TraceStep;
}

/** A trace line by line. Its last step is a line of its own in any case. */
export function told(trace: Pick<Trace, "initial" | "steps">): Line[] {
  const lines: Line[] = [];
  const states = statesOf(trace);
  for (const [at, step] of trace.steps.entries()) {
    const { actor, procedure, says } = step;
    if (says === null && at < trace.steps.length - 1) continue;
    const text = says ?? `goes on in ${procedure}`;
    const [before, after] = [describe(states[at]), describe(states[at + 1])];
    const changes = changeTexts(actor, before, after);
    const locks = locksChanged(actor, before, after);
    lines.push({ number: lines.length + 1, actor, says: text, changes, locks, step });
  }
  return lines;
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

function changeText(actor: string, from: string, piece: Piece): string {
  const { label, text } = piece;
  const held = holdChange(actor, from, piece);
  if (held !== null) return held ? `takes ${label}` : `drops ${label}`;
  const more = text.startsWith(`${from}, `) ? `now ${text.slice(from.length + 2)}` : null;
  return `${label}: ${more ?? `${from} → ${text}`}`;
}

/** Does the actor hold a lock now, or no more? Null if that is as before, or it is no lock. */
function holdChange(actor: string, from: string, { kind, text }: Piece): boolean | null {
  const isHeld = (piece: string) => piece.split(", ").some((by) => by.endsWith(` by ${actor}`));
  return kind !== "lock" || isHeld(text) === isHeld(from) ? null : isHeld(text);
}

function locksChanged(actor: string, before: Pieces, after: Pieces): Line["locks"] {
  return [...after.values()].flatMap((piece) => {
    const isTaken = holdChange(actor, before.get(piece.label)?.text ?? "", piece);
    return isTaken === null ? [] : [{ label: piece.label, isTaken }];
  });
}

import { describe, type Piece } from "../../render/index.ts";
import type { Walk } from "../../walk/index.ts";

/** A piece of the state in the picture. */
export interface Shown {
  readonly label: string;
  readonly text: string;
  readonly kind: Piece["kind"];
  readonly isAtRest: boolean;
  /** Has it changed since the line before? */
  readonly isNew: boolean;
}

/** Where pieces are drawn, from the CPU to the disk. */
export const parts = ["CPUs", "page tables", "memory", "file and disk", "else"] as const;
export type Part = (typeof parts)[number];

export type Picture = Readonly<Record<Part, readonly Shown[]>>;

/** Told also where nothing ever happens to them; of several folios those to which something does. */
const always = /^([PC]\.pte|(PG_dirty|PG_writeback|mapcount|disk|I\/O)$)/;

/** The state after so many steps, piece by piece; what rests during the whole run is left out. */
export function pictureOf({ states }: Walk, before: number, at: number): Picture {
  const last = states.length - 1;
  const [was, is] = [before, at].map((place) => describe(states[Math.min(place, last)]));
  const moving = new Set(
    states.flatMap((state) =>
      [...describe(state).values()].filter(({ isAtRest }) => !isAtRest).map(({ label }) => label),
    ),
  );
  const shown = [...is.values()]
    .filter(({ label }) => moving.has(label) || always.test(label))
    .map((piece) => ({ ...piece, isNew: was.get(piece.label)?.text !== piece.text }));
  const of = (part: Part) => shown.filter((piece) => partOf(piece) === part);
  return Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, Shown[]>;
}

function partOf({ kind, label }: Shown): Part {
  if (kind === "translations" || label.endsWith(" interrupts")) return "CPUs";
  if (/^[PC]\./.test(label)) return "page tables";
  if (
    /^(PG_|folio|TAG_DIRTY|mapcount|refcount|pincount|PageAnon|reference|[PC]'s data)/.test(label)
  ) {
    return "memory";
  }
  return /^(disk|I\/O|i_mmap|BH_|blocks|fsync)/.test(label) ? "file and disk" : "else";
}

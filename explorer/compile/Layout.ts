import { LanguageError } from "../../model/language/index.ts";
import type { Activation } from "./Activation.ts";
import type { Program } from "./Program.ts";
import { plainId, type Slot } from "./Slot.ts";

/** Where a slot's bits are: `mask` is already shifted down, and 0 if it has none. */
export interface Bits {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
}

const wordBits = 32;

/** Set in the first word of every state, so that a word of zeros is no state. */
export const occupied = 1;

const nowhere: Bits = { word: 0, shift: 0, mask: 0 };

/**
 * Packs slots into 32-bit words. No slot crosses a word. The locals of procedures that cannot be active
 * together share bits; slots that are not kept have none.
 */
export class Layout {
  readonly words: number;
  readonly bits: number;
  private readonly places = new Map<number, Bits>();
  private readonly isKept: (slot: Slot) => boolean;

  constructor(
    { state, actors }: Pick<Program, "state" | "actors">,
    isKept: (slot: Slot) => boolean,
  ) {
    this.isKept = isKept;
    let cursor = this.placeAll(state.cells, 1);
    cursor = this.placeAll(
      actors.map(({ pc }) => pc),
      cursor,
    );
    for (const { root } of actors) cursor = this.placeActivation(root, cursor);
    this.bits = cursor;
    this.words = Math.max(1, Math.ceil(cursor / wordBits));
  }

  /** A slot of the state after a step lies where the slot that it mirrors does. */
  placeOf(slot: Slot): Bits {
    return this.places.get(plainId(slot)) ?? nowhere;
  }

  /** The code of a slot in a packed state that starts at `at`. */
  read(slot: Slot, words: Int32Array, at = 0): number {
    const { word, shift, mask } = this.placeOf(slot);
    return (words[at + word] >>> shift) & mask;
  }

  /** The bits of some slots, word by word. */
  bitsOf(slots: Iterable<Slot>): Int32Array {
    const bits = new Int32Array(this.words);
    for (const slot of slots) {
      const { word, shift, mask } = this.placeOf(slot);
      bits[word] |= mask << shift;
    }
    return bits;
  }

  private placeActivation({ local, callees }: Activation, start: number): number {
    const own = this.placeAll(local.cells, start);
    return Math.max(
      own,
      ...[...callees.values()].map((callee) => this.placeActivation(callee, own)),
    );
  }

  private placeAll(slots: readonly Slot[], start: number): number {
    return slots.reduce((cursor, slot) => this.placeSlot(slot, cursor), start);
  }

  private placeSlot(slot: Slot, cursor: number): number {
    const width = this.isKept(slot) ? Math.ceil(Math.log2(slot.size)) : 0;
    if (width === 0) return cursor;
    if (width >= wordBits) throw tooWide(slot);
    const crosses = Math.floor(cursor / wordBits) !== Math.floor((cursor + width - 1) / wordBits);
    const start = crosses ? Math.ceil(cursor / wordBits) * wordBits : cursor;
    const word = Math.floor(start / wordBits);
    this.places.set(slot.id, { word, shift: start % wordBits, mask: 2 ** width - 1 });
    return start + width;
  }
}

function tooWide(slot: Slot): LanguageError {
  return new LanguageError(
    "declaration",
    `${slot.path} has ${slot.size} values`,
    "A field must fit into 31 bits: split it into a record of smaller ones.",
  );
}

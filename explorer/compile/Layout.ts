import {
  LanguageError,
  type Shape,
  type Sizes,
  type Slot,
  type System,
} from "../../model/language/index.ts";
import type { Activation } from "./Activation.ts";
import type { Program } from "./Program.ts";

/** Where a slot's bits are: `mask` is already shifted down. */
export interface Place {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
}

/** What of a program the layout needs. */
interface Laid extends Pick<Program, "slots" | "actors"> {
  readonly system: Pick<System, "state" | "sizes">;
}

const wordBits = 32;

/** Set in the first word of every state, so that a word of zeros is no state. */
export const occupied = 1;

/**
 * Packs all slots into 32-bit words. No slot crosses a word. The variants of a union share bits, and
 * so do the locals of procedures that cannot be active together.
 */
export class Layout {
  readonly words: number;
  readonly bits: number;
  private readonly places = new Map<number, Place>();
  private readonly sizes: Sizes;

  constructor({ slots, system, actors }: Laid) {
    this.sizes = system.sizes;
    let cursor = this.placeShapes(Object.values(system.state), slots.values(), 1);
    for (const { pc } of actors) cursor = this.placeSlot(pc, cursor);
    for (const { root } of actors) cursor = this.placeActivation(root, cursor);
    this.bits = cursor;
    this.words = Math.max(1, Math.ceil(cursor / wordBits));
  }

  placeOf(slot: Slot): Place {
    // A slot of the state after a step lies where the slot that it mirrors does.
    const place = this.places.get(slot.id < 0 ? -1 - slot.id : slot.id);
    if (place === undefined) throw new Error(`${slot.path} was never placed`);
    return place;
  }

  private placeActivation({ procedure, slots, callees }: Activation, start: number): number {
    const own = this.placeShapes(Object.values(procedure.locals), slots.values(), start);
    let end = own;
    for (const callee of callees.values()) end = Math.max(end, this.placeActivation(callee, own));
    return end;
  }

  private placeShapes(shapes: readonly Shape[], slots: Iterator<Slot>, start: number): number {
    return shapes.reduce((cursor, shape) => this.placeShape(shape, slots, cursor), start);
  }

  /** Walks a shape in the order in which its slots were made. */
  private placeShape(shape: Shape, slots: Iterator<Slot>, cursor: number): number {
    switch (shape.form) {
      case "scalar":
        return this.placeSlot(slots.next().value, cursor);
      case "record":
        return this.placeShapes(Object.values(shape.fields), slots, cursor);
      case "array":
        return this.placeArray(shape, slots, cursor);
      case "union": {
        const payload = this.placeSlot(slots.next().value, cursor);
        const ends = Object.values(shape.variants).map((fields) =>
          this.placeShapes(Object.values(fields), slots, payload),
        );
        return Math.max(payload, ...ends);
      }
    }
  }

  private placeArray(
    shape: Extract<Shape, { form: "array" }>,
    slots: Iterator<Slot>,
    start: number,
  ): number {
    let cursor = start;
    for (let at = 0; at < this.sizes[shape.domain]; at += 1) {
      cursor = this.placeShape(shape.element, slots, cursor);
    }
    return cursor;
  }

  private placeSlot(slot: Slot, cursor: number): number {
    const width = Math.ceil(Math.log2(slot.size));
    if (width >= wordBits) throw tooWide(slot);
    const crosses = Math.floor(cursor / wordBits) !== Math.floor((cursor + width - 1) / wordBits);
    const start = width > 0 && crosses ? Math.ceil(cursor / wordBits) * wordBits : cursor;
    const word = width === 0 ? 0 : Math.floor(start / wordBits);
    this.places.set(slot.id, { word, shift: start % wordBits, mask: 2 ** width - 1 });
    return start + width;
  }
}

function tooWide(slot: Slot): LanguageError {
  return new LanguageError(
    "size",
    `${slot.path} has ${slot.size} values`,
    "A field must fit into 31 bits: split it into a record of smaller ones.",
  );
}

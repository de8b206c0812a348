/** A place in the state that holds one code: a scalar, or what the variants of a union share. */
export interface Slot {
  /** Its place in the program's list; below zero for the mirror of a slot in the state after a step. */
  readonly id: number;
  /** As it is written in messages: `mm.P.pte.0.dirty`. */
  readonly path: string;
  /** How many codes it can hold. */
  readonly size: number;
  /** Is it a lock, or a holder's share of one? */
  readonly isLock: boolean;
  /** The slot that this one mirrors, in the state after a step. */
  readonly mirrors?: Slot;
}

/** What a path leaves in a slot: a constant, what another slot held before the step, or a function of it. */
export type Effect =
  | { readonly kind: "constant"; readonly code: number }
  | { readonly kind: "slot"; readonly from: Slot }
  | { readonly kind: "table"; readonly from: Slot; readonly table: readonly number[] };

/** The slot that stands for `slot` in the state after a step. */
export function mirrored(slot: Slot): Slot {
  return {
    id: -1 - slot.id,
    path: slot.path,
    isLock: slot.isLock,
    mirrors: slot,
    // A position's size is known only once the program is unfolded.
    get size() {
      return slot.size;
    },
  };
}

/** The id of a slot, or of the slot that it mirrors. */
export function plainId({ id }: Slot): number {
  return id < 0 ? -1 - id : id;
}

import type { ScalarShape } from "./fields.ts";

/** A place in the state that holds one scalar. */
export interface Slot {
  readonly id: number;
  /** As it is written in a trace: `mm.P.pte.0.dirty`. */
  readonly path: string;
  readonly shape: ScalarShape;
  /** How many values it can hold. */
  readonly size: number;
  /** In a union: the slot is alive only while `kind` holds `code`; its bits are shared. */
  readonly within: { readonly kind: Slot; readonly code: number } | null;
  encode(value: unknown): number;
}

/**
 * Where a step's reads and writes go. A concrete store makes a step run on values; the compiler's
 * store makes the same function tell what it would read and write on every path.
 */
export interface Store {
  read(slot: Slot): number;
  write(slot: Slot, code: number): void;
  /** `to` becomes what `from` is, without asking what that is. */
  link(to: Slot, from: Slot): void;
  /** A value computed from reads only; when compiling it is one node with a tree of its own. */
  query(evaluate: () => number): number;
  /** Is the slot's code one of these? When compiling it is one node, however many there are. */
  isAmong(slot: Slot, codes: ReadonlySet<number>): boolean;
  /** The index of one of these options. */
  choose(options: readonly unknown[]): number;
}

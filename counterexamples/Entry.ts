/** A value as JSON has it: a scalar, or a union with its fields. An index is told by its name. */
export type Value = string | number | boolean | null | { readonly [field: string]: Value };

/** A part of the state that is one value: where it is, and what it holds. Paths never collide. */
export interface Entry {
  /** Names of fields and of indexes, from the outside in: mm, P, pte, 0. */
  readonly path: readonly string[];
  readonly value: Value;
}

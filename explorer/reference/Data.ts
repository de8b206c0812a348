/** What a local holds until it is assigned. */
export const unset: unique symbol = Symbol("unset");

/** A value of the language as plain data. An array is an object with its indexes as keys. */
export type Data = string | number | boolean | null | typeof unset | Composite;

/**
 * A record, an array or a union, its fields in the order of declaration. A union that is not
 * assigned yet has an unset `kind` and nothing else; a field that can hold nothing holds null.
 */
export interface Composite {
  [field: string]: Data;
}

/** Is this a record, an array or a union? */
export function isComposite(data: Data): data is Composite {
  return typeof data === "object" && data !== null;
}

/** The same data, shared with nobody. */
export function clone(data: Composite): Composite {
  const made: Composite = {};
  for (const key of Object.keys(data)) {
    const value = data[key];
    made[key] = isComposite(value) ? clone(value) : value;
  }
  return made;
}

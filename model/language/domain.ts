/**
 * An index into a finite domain. Branded, so that a virtual address cannot be used where a frame
 * is meant although both are small numbers.
 */
export type Index<D extends string> = number & { readonly __domain: D };

/** A finite set of indexes; its size comes from the scope of a system, and may be 0. */
export interface Domain<D extends string> {
  readonly name: D;
}

/** A domain by its name; its size comes from the scope of a system. */
export function domain<const D extends string>(name: D): Domain<D> {
  return { name };
}

/** The index `value` of a domain: for scopes and tests, where indexes are written as numbers. */
export function indexOf<D extends string>(_domain: Domain<D>, value: number): Index<D> {
  return value as Index<D>;
}

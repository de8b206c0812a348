import type { Domain, Index } from "./domain.ts";
import { LanguageError } from "./LanguageError.ts";

/** How many indexes each domain has, by the domain's name. */
export type Sizes = Readonly<Record<string, number>>;

/** One finite value: encoded as an integer from 0 to size - 1, where 0 is the value at rest. */
export interface ScalarShape {
  readonly form: "scalar";
  /** For messages: "bool", "one of …". */
  readonly what: string;
  size(sizes: Sizes): number;
  /** The code of a value, or -1 if it is outside the domain. */
  encode(value: unknown, sizes: Sizes): number;
  decode(code: number): unknown;
}

export type Shape =
  | ScalarShape
  | { readonly form: "record"; readonly fields: Readonly<Record<string, Shape>> }
  | {
      readonly form: "union";
      readonly variants: Readonly<Record<string, Readonly<Record<string, ScalarShape>>>>;
    }
  | { readonly form: "array"; readonly domain: string; readonly element: Shape };

/** A shape that knows, for the type checker only, what values it holds. */
export type Field<T> = Shape & { readonly __value?: T };
/** A field that is a single scalar: the only kind a union's variant may hold. */
export type Scalar<T> = ScalarShape & { readonly __value?: T };

export type ValueOf<F> = F extends { readonly __value?: infer T } ? Exclude<T, undefined> : never;
export type Fields = Readonly<Record<string, Field<unknown>>>;
export type ValuesOf<F extends Fields> = { -readonly [K in keyof F]: ValueOf<F[K]> };

function scalar<T>(
  what: string,
  size: (sizes: Sizes) => number,
  encode: (value: unknown, sizes: Sizes) => number,
  decode: (code: number) => T,
): Scalar<T> {
  return { form: "scalar", what, size, encode, decode };
}

export const bool: Scalar<boolean> = scalar(
  "bool",
  () => 2,
  (value) => (value === true ? 1 : value === false ? 0 : -1),
  (code) => code === 1,
);

/** One of some words; the first is the value at rest. */
export function oneOf<const V extends readonly string[]>(...values: V): Scalar<V[number]> {
  return scalar<V[number]>(
    `one of ${values.join(", ")}`,
    () => values.length,
    (value) => values.indexOf(value as string),
    (code) => values[code],
  );
}

/** A number from 0 to `count` - 1. */
export function range(count: number): Scalar<number> {
  return scalar(
    `0 to ${count - 1}`,
    () => count,
    (value) => (isWithin(value, count) ? value : -1),
    (code) => code,
  );
}

function isWithin(value: unknown, size: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < size;
}

/** How many indexes a domain has in a scope; refused if the scope does not say. */
export function sizeOf(name: string, sizes: Sizes): number {
  const size = sizes[name];
  if (!Number.isInteger(size) || size < 1) {
    throw new LanguageError(
      "size",
      `domain ${name} has no size`,
      `Give it one in the system's sizes: { ${name}: 1 }.`,
    );
  }
  return size;
}

/** An index into a domain. */
export function index<D extends string>(of: Domain<D>): Scalar<Index<D>> {
  return scalar(
    `an index of ${of.name}`,
    (sizes) => sizeOf(of.name, sizes),
    (value, sizes) => (isWithin(value, sizeOf(of.name, sizes)) ? value : -1),
    (code) => code as Index<D>,
  );
}

/** A scalar, or null; null is the value at rest. */
export function nullable<T>(of: Scalar<T>): Scalar<T | null> {
  return scalar<T | null>(
    `${of.what}, or null`,
    (sizes) => of.size(sizes) + 1,
    (value, sizes) => {
      if (value === null) return 0;
      const code = of.encode(value, sizes);
      return code < 0 ? -1 : code + 1;
    },
    (code) => (code === 0 ? null : (of.decode(code - 1) as T)),
  );
}

/** Fields together. */
export function record<const F extends Fields>(fields: F): Field<ValuesOf<F>> {
  return { form: "record", fields };
}

type Variants = Readonly<Record<string, Readonly<Record<string, Scalar<unknown>>>>>;
type UnionOf<V extends Variants> = {
  [K in keyof V & string]: { kind: K } & { -readonly [F in keyof V[K]]: ValueOf<V[K][F]> };
}[keyof V & string];

/** One of several records, told apart by `kind`; the first is at rest. Variants share bits. */
export function union<const V extends Variants>(variants: V): Field<UnionOf<V>> {
  return { form: "union", variants };
}

/** One element for each index of a domain. */
export function array<D extends string, T>(
  over: Domain<D>,
  element: Field<T>,
): Field<Record<Index<D>, T>> {
  return { form: "array", domain: over.name, element };
}

import type { Domain, Index } from "./domain.ts";
import { LanguageError } from "./LanguageError.ts";

// What a field can hold, as data: the compiler packs it, the reference checks it, each in its own way.

/** How many indexes each domain has, by the domain's name. */
export type Sizes = Readonly<Record<string, number>>;

/** One finite value. The first of its values is the one at rest. */
export type ScalarShape =
  | { readonly form: "bool"; readonly isLock?: true }
  | { readonly form: "oneOf"; readonly values: readonly string[] }
  | { readonly form: "range"; readonly count: number }
  | { readonly form: "index"; readonly domain: string }
  | { readonly form: "nullable"; readonly of: ScalarShape; readonly isLock?: true };

export interface RecordShape {
  readonly form: "record";
  readonly fields: Readonly<Record<string, Shape>>;
}

export interface UnionShape {
  readonly form: "union";
  readonly variants: Readonly<Record<string, Readonly<Record<string, Shape>>>>;
}

export interface ArrayShape {
  readonly form: "array";
  readonly domain: string;
  readonly element: Shape;
}

export type CompositeShape = RecordShape | UnionShape | ArrayShape;
export type Shape = ScalarShape | CompositeShape;

/** A shape that knows, for the type checker only, what values it holds. */
export type Field<T> = Shape & { readonly __value?: T };
/** A field that is a single value. */
export type Scalar<T> = ScalarShape & { readonly __value?: T };

export type ValueOf<F> = F extends { readonly __value?: infer T } ? Exclude<T, undefined> : never;
export type Fields = Readonly<Record<string, Field<unknown>>>;
export type ValuesOf<F extends Fields> = { -readonly [K in keyof F]: ValueOf<F[K]> };

export const bool: Scalar<boolean> = { form: "bool" };

/** One of some words; the first is the value at rest. */
export function oneOf<const V extends readonly string[]>(...values: V): Scalar<V[number]> {
  const written = `oneOf(${values.map((value) => JSON.stringify(value)).join(", ")})`;
  if (values.length === 0) throw declaration(`${written} has no values`, "Name at least one.");
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (twice !== undefined) {
    throw declaration(`${written} names ${JSON.stringify(twice)} twice`, "Name each value once.");
  }
  return { form: "oneOf", values };
}

/** A number from 0 to `count` - 1. */
export function range(count: number): Scalar<number> {
  if (!Number.isInteger(count) || count < 1) {
    throw declaration(`range(${count}) has no values`, "Give a whole number of values above 0.");
  }
  return { form: "range", count };
}

/** An index into a domain. Where the domain has no elements the field can hold nothing. */
export function index<D extends string>(of: Domain<D>): Scalar<Index<D>> {
  return { form: "index", domain: of.name };
}

/** A value, or null; null is the value at rest. */
export function nullable<T>(of: Scalar<T>): Scalar<T | null> {
  if (of.form === "nullable") {
    throw declaration("nullable(nullable(…)) has two nulls", "One nullable is enough.");
  }
  return { form: "nullable", of };
}

/** A lock: who of a domain holds it, or null. */
export function lock<D extends string>(of: Domain<D>): Scalar<Index<D> | null> {
  return { form: "nullable", of: index(of), isLock: true };
}

/** One holder's share of a lock that many can hold: an array of them says who reads. */
export const held: Scalar<boolean> = { form: "bool", isLock: true };

/** Fields together. */
export function record<const F extends Fields>(fields: F): Field<ValuesOf<F>> {
  assertNames("a record", fields);
  return { form: "record", fields };
}

type Variants = Readonly<Record<string, Fields>>;
type UnionOf<V extends Variants> = {
  [K in keyof V & string]: { kind: K } & { -readonly [F in keyof V[K]]: ValueOf<V[K][F]> };
}[keyof V & string];

/** One of several records, told apart by `kind`; the first is at rest. Variants share bits. */
export function union<const V extends Variants>(variants: V): Field<UnionOf<V>> {
  const names = Object.keys(variants);
  if (names.length === 0) throw declaration("union({}) has no variants", "Name at least one.");
  assertNames("a union", variants);
  for (const name of names) {
    assertNames(`variant ${name}`, variants[name]);
    if (!Object.hasOwn(variants[name], "kind")) continue;
    throw declaration(
      `variant ${name} has a field named kind`,
      "kind says which variant it is: give the field another name.",
    );
  }
  return { form: "union", variants };
}

/** One element for each index of a domain. */
export function array<D extends string, T>(
  over: Domain<D>,
  element: Field<T>,
): Field<Record<Index<D>, T>> {
  return { form: "array", domain: over.name, element };
}

/** Refuses names that a path or a program could not tell from something else. */
export function assertNames(what: string, fields: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(fields)) {
    if (/^[A-Za-z_]\w*$/.test(name.replaceAll("-", "_"))) continue;
    throw declaration(
      `${what} has a field named ${JSON.stringify(name)}`,
      "A name starts with a letter and goes on with letters, digits, _ or -.",
    );
  }
}

/** How many indexes a domain has in a scope; refused if the scope does not say. */
export function sizeOf(domain: string, sizes: Sizes): number {
  const size = sizes[domain];
  if (Number.isInteger(size) && size >= 0) return size;
  throw declaration(
    size === undefined ? `domain ${domain} has no size` : `domain ${domain} has size ${size}`,
    `Give it a whole number in the system's sizes: { ${domain}: 1 }.`,
  );
}

/** A shape in words, for messages: "0 to 3", "one of none, present"; with sizes, how far indexes go. */
export function shapeText(shape: Shape, sizes: Sizes = {}): string {
  switch (shape.form) {
    case "bool":
      return "bool";
    case "oneOf":
      return `one of ${shape.values.join(", ")}`;
    case "range":
      return `0 to ${shape.count - 1}`;
    case "index":
      return `an index of ${shape.domain}${extentText(sizes[shape.domain])}`;
    case "nullable":
      return `${shapeText(shape.of, sizes)}, or null`;
    case "record":
      return `a record of ${Object.keys(shape.fields).join(", ")}`;
    case "union":
      return `a union of ${Object.keys(shape.variants).join(", ")}`;
    case "array":
      return `an array over ${shape.domain}`;
  }
}

/** Is it a single value, and neither record, union nor array? */
function extentText(size: number | undefined): string {
  if (size === undefined) return "";
  return size === 0 ? " (there are none)" : ` (0 to ${size - 1})`;
}

/** Does a shape hold one value, rather than parts? */
export function isScalar(shape: Shape): shape is ScalarShape {
  return shape.form !== "record" && shape.form !== "union" && shape.form !== "array";
}

function declaration(what: string, advice: string): LanguageError {
  return new LanguageError("declaration", what, advice);
}

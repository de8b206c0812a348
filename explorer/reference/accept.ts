import {
  type CompositeShape,
  type Fields,
  isScalar,
  LanguageError,
  type NameOf,
  type ScalarShape,
  type Shape,
  type Sizes,
  shapeText,
  sizeOf,
} from "../../model/language/index.ts";
import type { Composite, Data } from "./Data.ts";
import { elementsOf } from "./rest.ts";

/** How large the domains of a system are, and how their indexes are written. */
export interface Scope {
  readonly sizes: Sizes;
  readonly nameOf: NameOf;
}

/**
 * A copy of a value, as data of a shape. The value may be a scalar, a guard or a literal; what
 * does not fit by name and value is a "domain" error, an unset part of a guard an "unset" error.
 */
export function accept(value: unknown, shape: Shape, scope: Scope, path: () => string): Data {
  if (isScalar(shape)) {
    if (!isIn(value, shape, scope.sizes)) throw misfit(path(), textOf(value), shapeText(shape));
    return value === 0 ? 0 : value; // -0 is no value of the language.
  }
  if (typeof value !== "object" || value === null) {
    throw misfit(path(), textOf(value), shapeText(shape));
  }
  const given = Object.keys(value);
  if (shape.form !== "union") {
    const fields = shape.form === "array" ? elementsOf(shape, scope.sizes) : shape.fields;
    assertNames(given, Object.keys(fields), path);
    return acceptAll({}, value, fields, scope, pathIn(shape, scope, path));
  }
  const kind: unknown = given.includes("kind") ? Reflect.get(value, "kind") : undefined;
  if (typeof kind !== "string" || !Object.hasOwn(shape.variants, kind)) {
    throw misfit(path(), `kind ${textOf(kind)}`, shapeText(shape));
  }
  const fields = shape.variants[kind];
  assertNames(given, ["kind", ...Object.keys(fields)], path);
  return acceptAll({ kind }, value, fields, scope, pathIn(shape, scope, path));
}

/** How the field of a composite is written in paths: an element by the name of its index. */
export function nameIn(shape: CompositeShape, field: string, { sizes, nameOf }: Scope): string {
  if (shape.form !== "array") return field;
  const index = Number(field);
  const isElement = Number.isInteger(index) && index >= 0 && index < sizeOf(shape.domain, sizes);
  return isElement ? nameOf(shape.domain, index) : field;
}

function pathIn(shape: CompositeShape, scope: Scope, path: () => string) {
  return (field: string) => {
    const name = nameIn(shape, field, scope);
    return path() === "" ? name : `${path()}.${name}`;
  };
}

function acceptAll(
  made: Composite,
  value: object,
  fields: Fields,
  scope: Scope,
  path: (field: string) => string,
): Composite {
  for (const name of Object.keys(fields)) {
    made[name] = accept(Reflect.get(value, name), fields[name], scope, () => path(name));
  }
  return made;
}

function isIn(
  value: unknown,
  shape: ScalarShape,
  sizes: Sizes,
): value is string | number | boolean | null {
  const isBelow = (count: number) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value < count;
  switch (shape.form) {
    case "bool":
      return typeof value === "boolean";
    case "oneOf":
      return typeof value === "string" && shape.values.includes(value);
    case "range":
      return isBelow(shape.count);
    case "index":
      return isBelow(sizeOf(shape.domain, sizes));
    case "nullable":
      return value === null || isIn(value, shape.of, sizes);
  }
}

function assertNames(given: readonly string[], wanted: readonly string[], path: () => string) {
  const fits = given.length === wanted.length && wanted.every((name) => given.includes(name));
  if (!fits) throw misfit(path(), listText(given), listText(wanted));
}

function listText(names: readonly string[]): string {
  return `{${names.join(", ")}}`;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function misfit(path: string, given: string, holds: string): LanguageError {
  return new LanguageError(
    "domain",
    `${path} was given ${given}, but holds ${holds}`,
    "Make sure of the value before assigning it, or declare that the field holds it.",
  );
}

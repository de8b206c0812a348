import {
  type ArrayShape,
  type Fields,
  isScalar,
  type Shape,
  type Sizes,
  sizeOf,
} from "../../model/language/index.ts";
import { type Composite, type Data, unset } from "./Data.ts";

/** Is there any value of this shape? Not if it needs an index of a domain of size 0. */
export function isInhabited(shape: Shape, sizes: Sizes): boolean {
  const all = (fields: Fields) => Object.values(fields).every((field) => isInhabited(field, sizes));
  switch (shape.form) {
    case "index":
      return sizeOf(shape.domain, sizes) > 0;
    case "record":
      return all(shape.fields);
    case "union":
      return Object.values(shape.variants).some(all);
    case "array":
      return sizeOf(shape.domain, sizes) === 0 || isInhabited(shape.element, sizes);
    default:
      return true;
  }
}

/** The value that a field starts with; null where it can hold nothing. */
export function rest(shape: Shape, sizes: Sizes): Data {
  if (!isInhabited(shape, sizes)) return null;
  switch (shape.form) {
    case "bool":
      return false;
    case "oneOf":
      return shape.values[0];
    case "range":
    case "index":
      return 0;
    case "nullable":
      return null;
    case "record":
      return restOfAll(shape.fields, sizes);
    case "array":
      return restOfAll(elementsOf(shape, sizes), sizes);
    case "union": {
      const kinds = Object.keys(shape.variants);
      const kind = kinds.find((name) =>
        isInhabited({ form: "record", fields: shape.variants[name] }, sizes),
      );
      if (kind === undefined) return null;
      return { kind, ...restOfAll(shape.variants[kind], sizes) };
    }
  }
}

/** Fields with the values that they start with. */
export function restOfAll(fields: Fields, sizes: Sizes): Composite {
  return mapped(fields, (field) => rest(field, sizes));
}

/** Fields without values; null where a field can hold nothing. */
export function unsetAll(fields: Fields, sizes: Sizes): Composite {
  return mapped(fields, (field) => {
    if (!isInhabited(field, sizes)) return null;
    if (isScalar(field)) return unset;
    if (field.form === "union") return { kind: unset };
    return unsetAll(field.form === "array" ? elementsOf(field, sizes) : field.fields, sizes);
  });
}

/** The elements of an array as if they were fields, named by their indexes. */
export function elementsOf({ domain, element }: ArrayShape, sizes: Sizes): Fields {
  const length = sizeOf(domain, sizes);
  return Object.fromEntries(Array.from({ length }, (_, at) => [at, element]));
}

function mapped(fields: Fields, value: (field: Shape) => Data): Composite {
  const made: Composite = {};
  for (const name of Object.keys(fields)) made[name] = value(fields[name]);
  return made;
}

import { type ScalarShape, type Sizes, sizeOf } from "../../model/language/index.ts";

// Scalars as codes from 0 to size - 1, where 0 is the value at rest.

/** How many codes a scalar has. */
export function sizeOfScalar(shape: ScalarShape, sizes: Sizes): number {
  switch (shape.form) {
    case "bool":
      return 2;
    case "oneOf":
      return shape.values.length;
    case "range":
      return shape.count;
    case "index":
      return sizeOf(shape.domain, sizes);
    case "nullable":
      return sizeOfScalar(shape.of, sizes) + 1;
  }
}

/** The code of a value, or -1 if it is outside the domain. */
export function encode(shape: ScalarShape, value: unknown, sizes: Sizes): number {
  switch (shape.form) {
    case "bool":
      return value === true ? 1 : value === false ? 0 : -1;
    case "oneOf":
      return shape.values.indexOf(value as string);
    case "range":
    case "index":
      return isCode(value, sizeOfScalar(shape, sizes)) ? value : -1;
    case "nullable": {
      if (value === null) return 0;
      const code = encode(shape.of, value, sizes);
      return code < 0 ? -1 : code + 1;
    }
  }
}

/** The value of a code that the scalar has. */
export function decode(shape: ScalarShape, code: number): unknown {
  switch (shape.form) {
    case "bool":
      return code === 1;
    case "oneOf":
      return shape.values[code];
    case "range":
    case "index":
      return code;
    case "nullable":
      return code === 0 ? null : decode(shape.of, code - 1);
  }
}

function isCode(value: unknown, size: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < size;
}

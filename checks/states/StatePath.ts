import {
  Changes,
  type Fields,
  type Shape,
  type System,
  sizeOf,
} from "../../model/language/index.ts";
import type { State } from "../../model/state/index.ts";
import { didYouMean } from "../nearest.ts";
import { UsageError } from "../UsageError.ts";

/** A value of a state as traces print it; undefined: a field that the kind of its union has not. */
export type Printed = string | number | boolean | null | undefined;

/** A place in the state that holds one value. */
export interface StatePath {
  readonly text: string;
  readonly read: (s: unknown) => Printed;
  /** Every value that it can have. */
  readonly values: readonly Printed[];
}

/** How far a path has come: what is there, and how to get it. */
interface Cursor {
  readonly text: string;
  readonly shape: Shape;
  readonly read: (s: unknown) => unknown;
}

/** Other words for what is printed. */
const aliases: Readonly<Record<string, string>> = { parent: "P", child: "C" };

/**
 * The place that the words of a path name, as traces print them; the index of what there is only one of may be
 * left out.
 *
 * @throws {UsageError} There is no such place, or several values.
 */
export function statePath(system: System<State>, words: readonly string[]): StatePath {
  let cursor = wholeOf(system);
  for (const word of words) cursor = inner(system, cursor, word);
  cursor = untilSeveral(system, cursor);
  const { text, shape } = cursor;
  if (shape.form === "record" || shape.form === "array") {
    throw new UsageError(
      `${text || "the state"} is no single value`,
      `Go on with one of: ${wordsOf(system, shape).join(", ")}.`,
    );
  }
  return pathAt(system, cursor);
}

/** Every path of a system, as one would write it: without the indexes of what there is only one of. */
export function statePaths(system: System<State>): string[] {
  return leavesOf(system, "", wholeOf(system)).map(({ written }) => written);
}

/** Every path of a system, by the name of the slot in which compiled code has its value. */
export function pathsBySlot(system: System<State>): ReadonlyMap<string, StatePath> {
  return new Map(
    leavesOf(system, "", wholeOf(system)).map(({ cursor }) => {
      const { text, shape } = cursor;
      const slot = text.replaceAll(/\[(\w+)\]/g, ".$1");
      return [shape.form === "union" ? `${slot}.kind` : slot, pathAt(system, cursor)];
    }),
  );
}

function pathAt(system: System<State>, cursor: Cursor): StatePath {
  const { text, shape } = cursor;
  return { text, read: printedBy(system, cursor), values: valuesOf(system, shape) };
}

function leavesOf(
  system: System<State>,
  written: string,
  from: Cursor,
): { readonly written: string; readonly cursor: Cursor }[] {
  // An index that is left out may not be mistaken for one that follows.
  const inside = untilSeveral(system, from);
  const cursor = inside.shape.form === "array" ? from : inside;
  const words = wordsOf(system, cursor.shape);
  const { form } = cursor.shape;
  const more = words
    .filter((word) => word !== "kind")
    .flatMap((word) => {
      const separate = /^\d+$/.test(word) ? `[${word}]` : `${written === "" ? "" : "."}${word}`;
      return leavesOf(system, `${written}${separate}`, inner(system, cursor, word));
    });
  return form === "record" || form === "array" ? more : [{ written, cursor }, ...more];
}

function wholeOf({ changes, state }: System<State>): Cursor {
  const fields: Fields = new Changes(changes).stateOf(state);
  return { text: "", shape: { form: "record", fields }, read: (s) => s };
}

function inner(system: System<State>, cursor: Cursor, word: string): Cursor {
  const { text, shape, read } = cursor;
  const to = (next: Shape, key: string | number, shown: string): Cursor => ({
    text: `${text}${shown}`,
    shape: next,
    read: (s) => Reflect.get(Object(read(s)), key),
  });
  if (shape.form === "record" && Object.hasOwn(shape.fields, word)) {
    return to(shape.fields[word], word, `${text === "" ? "" : "."}${word}`);
  }
  if (shape.form === "array") {
    const names = wordsOf(system, shape);
    const at = names.indexOf(names.includes(word) ? word : (aliases[word] ?? word));
    const isNumber = /^\d+$/.test(names[at] ?? "");
    if (at >= 0) return to(shape.element, at, isNumber ? `[${at}]` : `.${names[at]}`);
    if (names.length === 1) return inner(system, to(shape.element, 0, `[${names[0]}]`), word);
  }
  if (shape.form === "union") {
    const variant = Object.values(shape.variants).find((fields) => Object.hasOwn(fields, word));
    if (word === "kind") return { ...cursor, text: `${text}.kind` };
    if (variant !== undefined) return ofKind(cursor, shape.variants, variant[word], word);
  }
  const known = wordsOf(system, shape);
  throw new UsageError(
    `${text === "" ? "the state" : text} has no ${JSON.stringify(word)}${didYouMean(word, known)}`,
    known.length === 0 ? "It is a value: compare it." : `It has: ${known.join(", ")}.`,
  );
}

/** A field of a union: nothing where the kind has none. */
function ofKind(
  { text, read }: Cursor,
  variants: Readonly<Record<string, Fields>>,
  shape: Shape,
  word: string,
): Cursor {
  return {
    text: `${text}.${word}`,
    shape,
    read: (s) => {
      const union = Object(read(s));
      const { kind } = union;
      return Object.hasOwn(variants[kind], word) ? Reflect.get(union, word) : undefined;
    },
  };
}

/** Through arrays of one element. */
function untilSeveral(system: System<State>, cursor: Cursor): Cursor {
  const { shape } = cursor;
  if (shape.form !== "array" || wordsOf(system, shape).length !== 1) return cursor;
  const [name] = wordsOf(system, shape);
  return untilSeveral(system, inner(system, cursor, name));
}

function wordsOf({ sizes, nameOf }: System<State>, shape: Shape): string[] {
  if (shape.form === "record") return Object.keys(shape.fields);
  if (shape.form === "union") {
    return ["kind", ...new Set(Object.values(shape.variants).flatMap((one) => Object.keys(one)))];
  }
  if (shape.form !== "array") return [];
  const { domain } = shape;
  return Array.from({ length: sizeOf(domain, sizes) }, (_, at) => nameOf(domain, at));
}

function printedBy(system: System<State>, { shape, read }: Cursor): StatePath["read"] {
  const domain = domainOf(shape);
  return (s) => {
    const value = read(s);
    if (shape.form === "union") return Object(value).kind;
    return domain !== null && typeof value === "number"
      ? system.nameOf(domain, value)
      : (value as Printed);
  };
}

function domainOf(shape: Shape): string | null {
  if (shape.form === "nullable") return domainOf(shape.of);
  return shape.form === "index" ? shape.domain : null;
}

function valuesOf({ sizes, nameOf }: System<State>, shape: Shape): Printed[] {
  switch (shape.form) {
    case "bool":
      return [false, true];
    case "oneOf":
      return [...shape.values];
    case "range":
      return Array.from({ length: shape.count }, (_, at) => at);
    case "index": {
      const { domain } = shape;
      return Array.from({ length: sizeOf(domain, sizes) }, (_, at) => nameOf(domain, at));
    }
    case "nullable":
      return [null, ...valuesOf({ sizes, nameOf } as System<State>, shape.of)];
    case "union":
      return Object.keys(shape.variants);
    default:
      return [];
  }
}

import type { Reference, RunState } from "../explorer/reference/index.ts";
import { Changes, type Fields, type NameOf, type Shape } from "../model/language/index.ts";
import type { Entry, Value } from "./Entry.ts";

/** What a state holds, piece by piece, in the order of its declaration: as the shapes of its fields say. */
export function entriesOf(reference: Reference, state: RunState): Entry[] {
  const { system } = reference;
  const fields = new Changes(system.changes).stateOf(system.state);
  return entriesIn([], fields, reference.content(state).s, system.nameOf);
}

function entriesIn(path: readonly string[], fields: Fields, of: unknown, nameOf: NameOf): Entry[] {
  return Object.entries(fields).flatMap(([name, shape]) =>
    entriesAt([...path, name], shape, Reflect.get(Object(of), name), nameOf),
  );
}

function entriesAt(path: readonly string[], shape: Shape, value: unknown, nameOf: NameOf): Entry[] {
  if (shape.form === "record") return entriesIn(path, shape.fields, value, nameOf);
  if (shape.form === "array") {
    return (value as readonly unknown[]).flatMap((element, at) =>
      entriesAt([...path, nameOf(shape.domain, at)], shape.element, element, nameOf),
    );
  }
  return [{ path, value: toldValue(shape, value, nameOf) }];
}

/** A scalar or a union: one value, as it changes as a whole. */
function toldValue(shape: Shape, value: unknown, nameOf: NameOf): Value {
  if (value === null) return null;
  switch (shape.form) {
    case "index":
      return nameOf(shape.domain, value as number);
    case "nullable":
      return toldValue(shape.of, value, nameOf);
    case "union": {
      const { kind, ...rest } = value as { readonly kind: string };
      return { kind, ...valuesIn(shape.variants[kind], rest, nameOf) };
    }
    case "record":
      return valuesIn(shape.fields, Object(value), nameOf);
    case "array": {
      const elements = value as readonly unknown[];
      const named = elements.map((one, at) => [nameOf(shape.domain, at), one] as const);
      return Object.fromEntries(
        named.map(([name, one]) => [name, toldValue(shape.element, one, nameOf)]),
      );
    }
    default:
      return value as Value;
  }
}

function valuesIn(fields: Fields, of: object, nameOf: NameOf): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, shape]) => [
      name,
      toldValue(shape, Reflect.get(of, name), nameOf),
    ]),
  );
}

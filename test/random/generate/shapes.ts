import type { Fields, ScalarShape, Shape, Sizes } from "../../../model/language/index.ts";
import type { Dice } from "./Dice.ts";

const words = ["a", "b", "c"];

/** A scalar with few values. */
export function scalarShape(dice: Dice, sizes: Sizes): ScalarShape {
  const plain = (): ScalarShape =>
    dice.weighted<() => ScalarShape>([
      [3, () => ({ form: "bool" })],
      [3, () => ({ form: "range", count: dice.between(2, 4) })],
      [2, () => ({ form: "oneOf", values: dice.shuffled(words).slice(0, dice.between(2, 3)) })],
      [2, () => ({ form: "index", domain: domainOf(dice, sizes) })],
    ])();
  return dice.weighted<() => ScalarShape>([
    [12, plain],
    [2, () => ({ form: "nullable", of: plain() })],
    [1, () => ({ form: "range", count: dice.pick([1, 5, 8]) })],
  ])();
}

/** A scalar that counts as a lock. */
export function lockShape(dice: Dice, sizes: Sizes): ScalarShape {
  if (dice.percent(20)) return { form: "bool", isLock: true };
  return { form: "nullable", of: { form: "index", domain: domainOf(dice, sizes) }, isLock: true };
}

/** A domain; seldom one without elements. */
function domainOf(dice: Dice, sizes: Sizes): string {
  const names = Object.keys(sizes);
  const filled = names.filter((name) => sizes[name] > 0);
  return dice.pick(dice.percent(5) ? names : filled);
}

/** A record, union or array; `depth` says how many more may be inside. */
export function compositeShape(dice: Dice, sizes: Sizes, depth: number): Shape {
  const inner = (): Shape =>
    depth > 0 && dice.percent(35)
      ? compositeShape(dice, sizes, depth - 1)
      : scalarShape(dice, sizes);
  const fields = (least: number, most: number, names: readonly string[]): Fields =>
    Object.fromEntries(
      dice.times(dice.between(least, most), (at): [string, Shape] => [names[at], inner()]),
    );
  return dice.weighted<() => Shape>([
    [3, () => ({ form: "record", fields: fields(1, 3, ["x", "y", "z"]) })],
    [
      4,
      () => ({
        form: "union",
        variants: Object.fromEntries(
          dice
            .shuffled(["none", "one", "two"])
            .slice(0, dice.between(2, 3))
            .map((name) => [
              name,
              name === "none" ? {} : fields(0, 2, dice.shuffled(["x", "y", "w"])),
            ]),
        ),
      }),
    ],
    [3, () => ({ form: "array", domain: arrayDomain(dice, sizes), element: inner() })],
  ])();
}

function arrayDomain(dice: Dice, sizes: Sizes): string {
  const names = Object.keys(sizes);
  return dice.pick(dice.percent(8) ? names : names.filter((name) => sizes[name] > 0));
}

/** A shape whose values may fit into `shape` and the reverse: other order, wider, another null. */
export function similarShape(dice: Dice, shape: Shape): Shape {
  const inner = (part: Shape) => (dice.percent(60) ? similarShape(dice, part) : part);
  const fields = (of: Fields): Fields =>
    Object.fromEntries(
      dice.shuffled(Object.entries(of)).map(([name, part]) => [name, inner(part)]),
    );
  switch (shape.form) {
    case "record":
      return { form: "record", fields: fields(shape.fields) };
    case "array":
      return { ...shape, element: inner(shape.element) };
    case "union":
      return {
        form: "union",
        variants: Object.fromEntries(
          dice.shuffled(Object.entries(shape.variants)).map(([name, of]) => [name, fields(of)]),
        ),
      };
    case "nullable":
      return dice.percent(40) ? shape.of : { form: "nullable", of: similarScalar(dice, shape.of) };
    default:
      return dice.percent(25)
        ? { form: "nullable", of: plainOf(shape) }
        : similarScalar(dice, shape);
  }
}

/** Without what makes it a lock. */
function plainOf(shape: ScalarShape): ScalarShape {
  return shape.form === "bool" ? { form: "bool" } : shape;
}

function similarScalar(dice: Dice, shape: ScalarShape): ScalarShape {
  switch (shape.form) {
    case "range":
      return { form: "range", count: dice.pick([2, 3, 4, 8]) };
    case "oneOf":
      return { form: "oneOf", values: dice.shuffled(shape.values) };
    case "index":
      return dice.percent(50) ? { form: "range", count: 3 } : shape;
    default:
      return plainOf(shape);
  }
}

/** How many values a shape has; more than there are bits counts as infinite. */
export function valuesIn(shape: Shape, sizes: Sizes): number {
  const all = (fields: Fields) =>
    Object.values(fields).reduce((product, part) => product * valuesIn(part, sizes), 1);
  switch (shape.form) {
    case "bool":
      return 2;
    case "oneOf":
      return shape.values.length;
    case "range":
      return shape.count;
    case "index":
      return sizes[shape.domain];
    case "nullable":
      return valuesIn(shape.of, sizes) + 1;
    case "record":
      return all(shape.fields);
    case "array":
      return valuesIn(shape.element, sizes) ** sizes[shape.domain];
    case "union":
      return Object.values(shape.variants).reduce((sum, fields) => sum + all(fields), 0);
  }
}

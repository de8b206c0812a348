import { isScalar, type ScalarShape, type Shape } from "../../../model/language/index.ts";
import type { Expression } from "../ast.ts";
import { condition, guarded } from "./conditions.ts";
import type { Scope } from "./Scope.ts";

// Expressions for single values.

/** How deep expressions may still nest. */
export type Depth = number;

/** A literal of a scalar's domain. */
export function scalarLiteral(scope: Scope, shape: ScalarShape): Expression {
  const { dice, sizes } = scope;
  const value = (): string | number | boolean | null => {
    switch (shape.form) {
      case "bool":
        return dice.percent(50);
      case "oneOf":
        return dice.pick(shape.values);
      case "range":
        return dice.below(shape.count);
      case "index":
        return sizes[shape.domain] === 0 ? 0 : dice.below(sizes[shape.domain]);
      case "nullable":
        return null;
    }
  };
  if (shape.form === "nullable" && dice.percent(60)) return scalarLiteral(scope, shape.of);
  return { is: "literal", value: value() };
}

/** A value that the scalar does not have. */
function foreignLiteral(scope: Scope, shape: ScalarShape): Expression {
  const { dice } = scope;
  const foreign = [-1, 9, null, "a", "elsewhere", true, 0.5, scope.values(shape)];
  return { is: "literal", value: dice.pick(foreign) };
}

/** An expression that mostly gives a value of the scalar's domain. */
export function scalarValue(scope: Scope, shape: ScalarShape, depth: Depth): Expression {
  const { dice } = scope;
  const literal = () => scalarLiteral(scope, shape);
  if (depth <= 0) return dice.percent(50) ? literal() : readOr(scope, shape, literal);
  return dice.weighted<() => Expression>([
    [18, literal],
    [30, () => readOr(scope, shape, literal)],
    [2, () => (dice.flaw(90) ? foreignLiteral(scope, shape) : literal())],
    [3, () => (dice.flaw(80) ? misfit(scope, literal) : literal())],
    [36, () => chosen(scope, shape, literal)],
    [8, () => conditional(scope, () => scalarValue(scope, shape, depth - 1), depth)],
    [26, () => computed(scope, shape, depth, literal)],
  ])();
}

/** What some place of such values holds. */
function readOr(scope: Scope, shape: ScalarShape, otherwise: () => Expression): Expression {
  const key = JSON.stringify(withoutLock(shape));
  const isAlike = (one: Shape) => isScalar(one) && JSON.stringify(withoutLock(one)) === key;
  return scope.scalarToRead(isAlike)?.expression ?? otherwise();
}

function withoutLock(shape: ScalarShape): object {
  return { ...shape, isLock: undefined };
}

/** What some other scalar holds, which may be outside of the domain. */
function misfit(scope: Scope, otherwise: () => Expression): Expression {
  return scope.scalarToRead(() => true)?.expression ?? otherwise();
}

/** One value or another. */
export function conditional(scope: Scope, value: () => Expression, depth: Depth): Expression {
  return { is: "conditional", test: condition(scope, depth - 1), a: value(), b: value() };
}

/** One of some options: literals, or those of a list that pass a filter. */
function chosen(scope: Scope, shape: ScalarShape, otherwise: () => Expression): Expression {
  const { dice } = scope;
  if (scope.isPredicate || scope.isInside) return otherwise();
  const items = dice.times(dice.between(1, 3), () => scalarLiteral(scope, shape));
  if (dice.flaw(10)) items.length = 0;
  const list: Expression =
    shape.form === "index" && dice.percent(50)
      ? (indexesOver(scope, shape.domain) ?? { is: "list", items })
      : { is: "list", items };
  if (dice.percent(55)) return { is: "choose", options: list };
  const element = scope.newName("o");
  const inner = scope.with([{ expression: { is: "name", name: element }, shape }]);
  const body = guarded(inner, () => condition(inner, 1));
  return { is: "choose", options: { is: "filter", of: list, element, body } };
}

/** One of several different values. */
export function distinctChoice(scope: Scope, shape: ScalarShape): Expression {
  const { dice } = scope;
  const items = new Map<string, Expression>();
  for (let tries = dice.between(2, 4); tries > 0; tries -= 1) {
    const item = scalarLiteral(scope, shape);
    items.set(JSON.stringify(item), item);
  }
  return { is: "choose", options: { is: "list", items: [...items.values()] } };
}

/** The indexes of some array over a domain. */
function indexesOver(scope: Scope, domain: string): Expression | null {
  const of = scope.composite((one) => one.form === "array" && one.domain === domain);
  return of === null ? null : { is: "indexes", of: of.expression };
}

/** Sums, counts and searches. */
function computed(
  scope: Scope,
  shape: ScalarShape,
  depth: Depth,
  otherwise: () => Expression,
): Expression {
  switch (shape.form) {
    case "bool":
      return condition(scope, depth - 1);
    case "range":
      return number(scope, shape.count, depth) ?? otherwise();
    case "index":
    case "nullable": {
      const found = search(scope, shape, depth) ?? otherwise();
      if (shape.form === "nullable" || found.is !== "first") return found;
      return { is: "binary", op: "??", a: found, b: otherwise() };
    }
    default:
      return otherwise();
  }
}

function number(scope: Scope, count: number, depth: Depth): Expression | null {
  const { dice } = scope;
  const numeric = (shape: Shape) => shape.form === "range" || shape.form === "index";
  const operand = (): Expression | null =>
    dice.percent(35) ? counted(scope, depth) : (scope.scalarToRead(numeric)?.expression ?? null);
  const a = operand();
  if (a === null) return null;
  const sum: Expression = {
    is: "binary",
    op: dice.pick(["+", "+", "+", "-"]),
    a,
    b: { is: "literal", value: dice.between(0, 2) },
  };
  if (dice.flaw(12)) return sum;
  return { is: "binary", op: "%", a: sum, b: { is: "literal", value: count } };
}

function counted(scope: Scope, depth: Depth): Expression | null {
  if (scope.dice.percent(15)) {
    const of = scope.composite((shape) => shape.form === "union" || shape.form === "array");
    if (of !== null && scope.spend(3)) return { is: "keys", of: of.expression };
  }
  return quantified(scope, "count", depth);
}

function search(scope: Scope, shape: ScalarShape, depth: Depth): Expression | null {
  const index = shape.form === "nullable" ? shape.of : shape;
  if (index.form !== "index" && index.form !== "range") return null;
  return quantified(scope, "first", depth);
}

/** A quantifier over some array, its element and index in reach of the body. */
export function quantified(
  scope: Scope,
  word: "some" | "every" | "count" | "first",
  depth: Depth,
): Expression | null {
  const of = scope.composite((shape) => shape.form === "array");
  if (of === null || of.shape.form !== "array") return null;
  if (word === "first" || word === "count") {
    if (!scope.spend(scope.sizes[of.shape.domain] + 1)) return null;
  } else if (!scope.spend(2)) return null;
  const [element, at] = [scope.newName("e"), scope.newName("i")];
  const inner = scope.with(
    [
      { expression: { is: "name", name: element }, shape: of.shape.element },
      { expression: { is: "name", name: at }, shape: { form: "index", domain: of.shape.domain } },
    ],
    true,
  );
  const body = guarded(inner, () => condition(inner, depth - 1));
  return { is: word, of: of.expression, element, at, body };
}

import { type Fields, isScalar, type Shape } from "../../../model/language/index.ts";
import type { Expression } from "../ast.ts";
import type { Scope } from "./Scope.ts";
import { conditional, type Depth, scalarValue } from "./scalars.ts";

// Expressions for values of any shape.

/** A literal of a composite. */
export function compositeLiteral(scope: Scope, shape: Shape, depth: Depth): Expression {
  const { dice, sizes } = scope;
  const part = (of: Shape) => value(scope, of, depth - 1);
  const fields = (of: Fields) =>
    dice.shuffled(Object.entries(of)).map(([name, inner]) => [name, part(inner)] as const);
  if (isScalar(shape)) return scalarValue(scope, shape, depth - 1);
  switch (shape.form) {
    case "array":
      return { is: "list", items: dice.times(sizes[shape.domain], () => part(shape.element)) };
    case "record":
      return { is: "record", spread: null, fields: flawed(scope, fields(shape.fields)) };
    case "union": {
      const kind = dice.pick(Object.keys(shape.variants));
      return {
        is: "record",
        spread: null,
        fields: [
          ["kind", { is: "literal", value: kind }],
          ...flawed(scope, fields(shape.variants[kind])),
        ],
      };
    }
  }
}

/** Seldom with a field too many or too few. */
function flawed(
  { dice }: Scope,
  fields: readonly (readonly [string, Expression])[],
): readonly (readonly [string, Expression])[] {
  if (!dice.flaw(3)) return fields;
  return dice.percent(50) ? fields.slice(1) : [...fields, ["more", { is: "literal", value: 0 }]];
}

/** A composite as it is elsewhere, with some of its fields changed. */
function spread(scope: Scope, shape: Shape, depth: Depth): Expression | null {
  const { dice } = scope;
  if (shape.form !== "record" && shape.form !== "union") return null;
  const key = JSON.stringify(shape);
  const source = scope.composite((one) => JSON.stringify(one) === key);
  if (source === null || !scope.spend(scope.values(shape))) return null;
  const fields =
    shape.form === "record"
      ? shape.fields
      : dice.percent(60)
        ? {}
        : dice.pick(Object.values(shape.variants));
  const changed = dice
    .some(Object.entries(fields), 50)
    .map(([name, part]) => [name, value(scope, part, depth - 1)] as const);
  return { is: "record", spread: source.expression, fields: changed };
}

/** An expression for a value of a shape: mostly another place of it, or a literal. */
export function value(scope: Scope, shape: Shape, depth: Depth): Expression {
  if (isScalar(shape)) return scalarValue(scope, shape, depth);
  const literal = () => compositeLiteral(scope, shape, depth);
  const key = JSON.stringify(shape);
  const equal = () =>
    scope.composite((one) => JSON.stringify(one) === key)?.expression ?? literal();
  return scope.dice.weighted<() => Expression>([
    [10, literal],
    [6, equal],
    [10, () => alike(scope, shape) ?? literal()],
    [3, () => spread(scope, shape, depth) ?? literal()],
    [depth > 0 ? 2 : 0, () => conditional(scope, equal, depth)],
  ])();
}

/** A place whose values may fit, although its shape is another one. */
function alike(scope: Scope, shape: Shape): Expression | null {
  const key = JSON.stringify(shape);
  const source = scope.composite(
    (one) =>
      JSON.stringify(one) !== key && isAlike(one, shape) && scope.canSpend(scope.values(one)),
  );
  if (source === null || !scope.spend(scope.values(source.shape))) return null;
  return source.expression;
}

function isAlike(a: Shape, b: Shape): boolean {
  if (isScalar(a) || isScalar(b)) return isScalar(a) && isScalar(b);
  if (a.form === "array")
    return b.form === "array" && a.domain === b.domain && isAlike(a.element, b.element);
  const names = (of: object) => Object.keys(of).sort().join();
  if (a.form === "record") return b.form === "record" && names(a.fields) === names(b.fields);
  return b.form === "union" && names(a.variants) === names(b.variants);
}

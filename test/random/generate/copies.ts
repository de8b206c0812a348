import { isScalar, type Shape } from "../../../model/language/index.ts";
import type { Expression, Statement } from "../ast.ts";
import type { Place, Scope } from "./Scope.ts";
import { scalarValue } from "./scalars.ts";
import { value } from "./values.ts";

// What copy() and update() are used for.

/** A composite becomes another, or a literal. */
export function copyWhole(scope: Scope): Statement[] {
  const to = scope.composite();
  if (to === null) return [];
  const from = value(scope, to.shape, 1);
  return [{ is: "copy", to: to.expression, from }];
}

/** A field becomes another field, of the same shape or not. */
export function copyField(scope: Scope): Statement[] {
  const to = scope.place(() => true);
  if (to === null || typeof to.field !== "string") return [];
  if (scope.dice.flaw(5)) return copyKind(scope, to);
  const key = JSON.stringify(to.shape);
  const isEqual = scope.dice.percent(70);
  const isWanted = (shape: Shape) =>
    isEqual
      ? JSON.stringify(shape) === key
      : shape.form === to.shape.form && scope.canSpend(scope.values(shape));
  const from = scope.other(to, () => scope.place(isWanted));
  if (from === null || typeof from.field !== "string") return [];
  if (!isEqual) scope.spend(scope.values(from.shape));
  const [{ expression: target }, { expression: source }] = [to.owner, from.owner];
  return [{ is: "copyField", to: target, field: to.field, from: source, fromField: from.field }];
}

/** A kind is a word like others, to be read but not to be copied to. */
function copyKind(scope: Scope, { owner, field }: Place): Statement[] {
  const union = scope.composite((shape) => shape.form === "union");
  if (union === null || typeof field !== "string" || !scope.spend(3)) return [];
  const [to, from] = [owner.expression, union.expression];
  return scope.dice.percent(70)
    ? [{ is: "copyField", to, field, from, fromField: "kind" }]
    : [{ is: "copyField", to: from, field: "kind", from: to, fromField: field }];
}

/** A field becomes a function of itself. */
export function updateField(scope: Scope): Statement[] {
  const { dice } = scope;
  const place = scope.place(isScalar);
  if (place === null || typeof place.field !== "string" || !isScalar(place.shape)) return [];
  const element = scope.newName("v");
  const { shape } = place;
  const inner = scope.with([{ expression: { is: "name", name: element }, shape }], true);
  const old: Expression = { is: "name", name: element };
  const next: Expression = {
    is: "binary",
    op: dice.pick(["+", "-"]),
    a: old,
    b: { is: "literal", value: 1 },
  };
  const value: Expression =
    shape.form === "bool"
      ? { is: "not", of: old }
      : shape.form === "range" && dice.percent(80)
        ? !dice.flaw(30)
          ? { is: "binary", op: "%", a: next, b: { is: "literal", value: shape.count } }
          : next
        : scalarValue(inner, shape, 0);
  return [{ is: "update", of: place.owner.expression, field: place.field, element, value }];
}

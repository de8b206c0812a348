import { isScalar, type Shape } from "../../../model/language/index.ts";
import type { Expression } from "../ast.ts";
import type { Scope, Typed } from "./Scope.ts";
import { type Depth, quantified, scalarLiteral } from "./scalars.ts";
import { compositeLiteral } from "./values.ts";

/** What `make` gives, where what it looks into is there. */
export function guarded(scope: Scope, make: () => Expression): Expression {
  const outer = scope.guards;
  scope.guards = [];
  const made = make();
  const guards = scope.guards;
  scope.guards = outer;
  return guards.reduceRight((rest, guard): Expression => {
    const op = scope.dice.percent(85) ? "&&" : "||";
    const a: Expression = op === "&&" ? guard : { is: "not", of: guard };
    return { is: "binary", op, a, b: rest };
  }, made);
}

/** An expression that is true or false. */
export function condition(scope: Scope, depth: Depth): Expression {
  return guarded(scope, () => unguarded(scope, depth));
}

function unguarded(scope: Scope, depth: Depth): Expression {
  const { dice } = scope;
  const compare = () => comparison(scope) ?? { is: "literal" as const, value: dice.percent(50) };
  if (depth <= 0) return compare();
  return dice.weighted<() => Expression>([
    [12, compare],
    [2, () => ({ is: "not", of: condition(scope, depth - 1) })],
    [4, () => joined(scope, depth)],
    [6, () => quantified(scope, dice.pick(["some", "every"]), depth) ?? compare()],
    [2, () => counts(scope, depth) ?? compare()],
    [2, () => finds(scope, depth) ?? compare()],
    [3, () => isTrueOf(scope, depth) ?? compare()],
    [4, () => sameness(scope, depth) ?? compare()],
    [2, () => sameField(scope) ?? compare()],
    [2, () => existence(scope) ?? compare()],
    [dice.flaw(8) ? 1 : 0, () => written(scope) ?? compare()],
  ])();
}

function joined(scope: Scope, depth: Depth): Expression {
  const [a, b] = [condition(scope, depth - 1), condition(scope, depth - 1)];
  return { is: "binary", op: scope.dice.pick(["&&", "||", "===", "!=="]), a, b };
}

function comparison(scope: Scope): Expression | null {
  const { dice } = scope;
  if (dice.percent(20)) {
    const union = scope.composite((shape) => shape.form === "union");
    if (union !== null && scope.spend(2)) return kindOf(scope, union);
  }
  const a = scope.scalarToRead(() => true);
  if (a === null || !isScalar(a.shape)) return null;
  if (a.shape.form === "bool" && dice.percent(60)) return a.expression;
  const isLike = alike(a.shape);
  const other = dice.percent(25) ? scope.other(a, () => scope.scalarToRead(isLike)) : null;
  const b = other?.expression ?? scalarLiteral(scope, a.shape);
  const isNumber = a.shape.form === "range" || a.shape.form === "index";
  const op = isNumber ? dice.pick(["===", "!==", "<", "<=", ">"]) : dice.pick(["===", "!=="]);
  return { is: "binary", op, a: a.expression, b };
}

function alike(shape: Shape): (other: Shape) => boolean {
  const isNumber = (one: Shape) => one.form === "range" || one.form === "index";
  return (other) => other.form === shape.form || (isNumber(other) && isNumber(shape));
}

function kindOf(scope: Scope, { expression, shape }: Typed): Expression {
  const kinds = shape.form === "union" ? Object.keys(shape.variants) : [];
  const a: Expression = { is: "get", of: expression, field: "kind" };
  const b: Expression = { is: "literal", value: scope.dice.pick(kinds) };
  return { is: "binary", op: scope.dice.pick(["===", "!=="]), a, b };
}

function counts(scope: Scope, depth: Depth): Expression | null {
  const a = quantified(scope, "count", depth);
  if (a === null) return null;
  const b: Expression = { is: "literal", value: scope.dice.below(3) };
  return { is: "binary", op: scope.dice.pick(["===", ">", "<"]), a, b };
}

function finds(scope: Scope, depth: Depth): Expression | null {
  const a = quantified(scope, "first", depth);
  if (a === null) return null;
  const b: Expression = { is: "literal", value: scope.dice.pick([null, 0, 1]) };
  return { is: "binary", op: scope.dice.pick(["===", "!=="]), a, b };
}

function isTrueOf(scope: Scope, depth: Depth): Expression | null {
  const of = scope.composite();
  if (of === null || !scope.spend(2)) return null;
  const element = scope.newName("v");
  const inner = scope.with([{ expression: { is: "name", name: element }, shape: of.shape }], true);
  return { is: "is", of: of.expression, element, body: condition(inner, depth - 1) };
}

/** Are two composites equal: of one shape, of others, or one of them a literal? */
function sameness(scope: Scope, depth: Depth): Expression | null {
  const { dice } = scope;
  const a = scope.composite();
  if (a === null || !scope.spend(2)) return null;
  const isLiteral = scope.isInside || dice.percent(30);
  if (isLiteral) {
    if (scope.values(a.shape) > 200) return null;
    return { is: "same", a: a.expression, b: compositeLiteral(scope, a.shape, Math.min(depth, 1)) };
  }
  const key = JSON.stringify(a.shape);
  const isEqual = dice.percent(60);
  const isWanted = (shape: Shape) =>
    isEqual
      ? JSON.stringify(shape) === key
      : shape.form === a.shape.form && scope.values(shape) * scope.values(a.shape) < 2_000;
  const b = scope.other(a, () => scope.composite(isWanted));
  return b === null ? null : { is: "same", a: a.expression, b: b.expression };
}

function sameField(scope: Scope): Expression | null {
  if (scope.dice.percent(10)) return sameKind(scope);
  const a = scope.place((shape) => scope.values(shape) < 40);
  if (a === null || typeof a.field !== "string" || !scope.spend(2)) return null;
  const { shape } = a;
  const isLike = (one: Shape) => one.form === shape.form && scope.values(one) < 40;
  const b = scope.other(a, () => scope.place(isLike));
  if (b === null || typeof b.field !== "string") return null;
  const [{ expression: left }, { expression: right }] = [a.owner, b.owner];
  return { is: "sameField", a: left, field: a.field, b: right, otherField: b.field };
}

/** An assignment where others only ask. */
function written(scope: Scope): Expression | null {
  const place = scope.place((shape) => shape.form === "bool");
  if (place === null) return null;
  const value: Expression = { is: "literal", value: scope.dice.percent(50) };
  return { is: "set", owner: place.owner.expression, field: place.field, value };
}

/** Are two unions of one kind? */
function sameKind(scope: Scope): Expression | null {
  const isUnion = (shape: Shape) => shape.form === "union";
  const a = scope.composite(isUnion);
  const b = a && scope.other(a, () => scope.composite(isUnion));
  if (a === null || b === null || !scope.spend(2)) return null;
  const [left, right] = [a.expression, b.expression];
  return { is: "sameField", a: left, field: "kind", b: right, otherField: "kind" };
}

function existence(scope: Scope): Expression | null {
  const of = scope.composite((shape) => shape.form === "union");
  if (of === null || of.shape.form !== "union" || !scope.spend(2)) return null;
  const names = Object.values(of.shape.variants).flatMap((fields) => Object.keys(fields));
  return { is: "in", field: scope.dice.pick([...names, "kind", "x"]), of: of.expression };
}

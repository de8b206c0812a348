import { isScalar, type Shape } from "../../../model/language/index.ts";
import type { Expression, Statement } from "../ast.ts";
import { condition } from "./conditions.ts";
import { copyField, copyWhole, updateField } from "./copies.ts";
import type { Place, Scope, Typed } from "./Scope.ts";
import { distinctChoice, scalarLiteral, scalarValue } from "./scalars.ts";
import { compositeLiteral, value } from "./values.ts";

// What steps do before they say what comes next.

/** Some statements, each behind the questions without which what it looks into may not be there. */
export function statements(scope: Scope, most: number): Statement[] {
  const { dice } = scope;
  return dice.times(dice.between(1, most), () => statement(scope, 2)).flat();
}

/** Some statements that make states differ, and cannot wait. */
export function stirs(scope: Scope): Statement[] {
  const { dice } = scope;
  return dice
    .times(dice.between(1, 3), () =>
      behindGuards(scope, () => (dice.percent(60) ? stir(scope) : assignComposite(scope))),
    )
    .flat();
}

function statement(scope: Scope, depth: number): Statement[] {
  return behindGuards(scope, () => plain(scope, depth));
}

function behindGuards(scope: Scope, make: () => Statement[]): Statement[] {
  const outer = scope.guards;
  scope.guards = [];
  const made = make();
  const guards = scope.guards;
  scope.guards = outer;
  return guards.reduceRight(
    (yes: Statement[], test): Statement[] => [{ is: "if", test, yes, no: [] }],
    made,
  );
}

function plain(scope: Scope, depth: number): Statement[] {
  const { dice } = scope;
  return dice.weighted<() => Statement[]>([
    [16, () => assignScalar(scope)],
    [14, () => stir(scope)],
    [9, () => assignComposite(scope)],
    [4, () => swap(scope)],
    [4, () => readDetached(scope)],
    [dice.flaw(100) ? 2 : 0, () => writeDetached(scope)],
    [4, () => copyWhole(scope)],
    [3, () => copyField(scope)],
    [3, () => updateField(scope)],
    [3, () => writeThenRead(scope)],
    [depth > 0 ? 4 : 0, () => branch(scope, depth)],
    [depth > 0 ? 2 : 0, () => loop(scope, depth)],
    [7, () => [{ is: "waitUntil", test: condition(scope, 2) }]],
    [
      dice.flaw(100) ? 3 : 0,
      () => [{ is: "must", test: condition(scope, 1), what: "it must be so" }],
    ],
    [dice.flaw(100) ? 3 : 0, () => thrown(scope)],
    [4, () => lockOrRelease(scope)],
  ])();
}

/** Statement by statement, what `more` says of places that are there. */
function assign({ owner, field }: Place, value: Expression): Statement {
  return { is: "assign", owner: owner.expression, field, value };
}

function assignScalar(scope: Scope): Statement[] {
  const place = scope.place(isScalar);
  if (place === null || !isScalar(place.shape)) return [];
  return [assign(place, scalarValue(scope, place.shape, 2))];
}

/** A scalar becomes one of several values: what makes states differ. */
function stir(scope: Scope): Statement[] {
  const place = scope.place((shape) => isScalar(shape) && scope.values(shape) > 1);
  if (place === null || !isScalar(place.shape)) return [];
  const isStep = !scope.isPredicate;
  const value = isStep ? distinctChoice(scope, place.shape) : scalarLiteral(scope, place.shape);
  return [assign(place, value)];
}

function isComposite(shape: Shape): boolean {
  return !isScalar(shape);
}

function assignComposite(scope: Scope): Statement[] {
  const place = scope.place(isComposite);
  return place === null ? [] : [assign(place, value(scope, place.shape, 2))];
}

/** Two places whose values may fit each other. */
function pair(scope: Scope, isWanted: (shape: Shape) => boolean): [Place, Place] | null {
  const a = scope.place(isWanted);
  if (a === null) return null;
  const key = JSON.stringify(a.shape);
  const b = scope.other(a, () => scope.place((shape) => JSON.stringify(shape) === key));
  return b === null ? null : [a, b];
}

/** Swaps through a temporary, as with plain objects. */
function swap(scope: Scope): Statement[] {
  const both = pair(scope, isComposite);
  if (both === null) return [];
  const [a, b] = both;
  const name = scope.newName("t");
  return [
    { is: "const", name, value: a.expression },
    assign(a, b.expression),
    assign(b, { is: "name", name }),
  ];
}

/** Takes a value, assigns the whole, and then reads what was taken. */
function readDetached(scope: Scope): Statement[] {
  const whole = scope.place(isComposite);
  if (whole === null) return [];
  const name = scope.newName("t");
  const taken: Typed = { expression: { is: "name", name }, shape: whole.shape };
  const inner = scope.with([taken]);
  inner.guards = scope.guards;
  const target = scope.place(() => true);
  if (target === null) return [];
  const part = inner.place((shape) => shape.form === target.shape.form, [taken]);
  if (part === null || !scope.spend(scope.values(part.shape))) return [];
  return [
    { is: "const", name, value: whole.expression },
    assign(whole, compositeLiteral(scope, whole.shape, 1)),
    assign(target, part.expression),
  ];
}

/** Takes a value, assigns the whole, and then writes to what was taken: an error. */
function writeDetached(scope: Scope): Statement[] {
  const whole = scope.place(isComposite);
  if (whole === null) return [];
  const name = scope.newName("t");
  const part = scope.place(isScalar, [{ expression: { is: "name", name }, shape: whole.shape }]);
  if (part === null || !isScalar(part.shape)) return [];
  return [
    { is: "const", name, value: whole.expression },
    assign(whole, compositeLiteral(scope, whole.shape, 1)),
    assign(part, scalarValue(scope, part.shape, 0)),
  ];
}

/** Writes, and then uses what it has written; sometimes through a view that was taken before. */
function writeThenRead(scope: Scope): Statement[] {
  const both = pair(scope, () => true);
  if (both === null) return [];
  const [a, b] = both;
  if (!scope.spend(isScalar(a.shape) ? scope.values(a.shape) : 1)) return [];
  const part = isScalar(a.shape) ? a : (scope.place(isScalar, [a]) ?? a);
  const first =
    isScalar(part.shape) && part !== a && !JSON.stringify(part.expression).includes("choose")
      ? assign(part, scalarValue(scope, part.shape, 1))
      : assign(a, value(scope, a.shape, 1));
  return [first, assign(b, a.expression)];
}

function branch(scope: Scope, depth: number): Statement[] {
  const { dice } = scope;
  const test = condition(scope, 2);
  const yes = statement(scope, depth - 1);
  const no = dice.percent(35) ? statement(scope, depth - 1) : [];
  return [{ is: "if", test, yes, no }];
}

function loop(scope: Scope, depth: number): Statement[] {
  const of = scope.composite((shape) => shape.form === "array");
  if (of === null || of.shape.form !== "array" || scope.sizes[of.shape.domain] > 2) return [];
  const at = scope.newName("i");
  const shape: Shape = { form: "index", domain: of.shape.domain };
  const inner = scope.with([{ expression: { is: "name", name: at }, shape }]);
  return [{ is: "for", of: of.expression, at, body: statement(inner, depth - 1) }];
}

function thrown(scope: Scope): Statement[] {
  const test = condition(scope, 1);
  return [{ is: "if", test, yes: [{ is: "throw", what: "a fault of its own" }], no: [] }];
}

function isLock(shape: Shape): boolean {
  return isScalar(shape) && "isLock" in shape;
}

/** Takes a lock, waiting for it, or drops it. */
function lockOrRelease(scope: Scope): Statement[] {
  const place = scope.place(isLock);
  if (place === null || !isScalar(place.shape)) return [];
  const free: Expression = { is: "literal", value: place.shape.form === "bool" ? false : null };
  if (scope.dice.percent(50)) return [assign(place, free)];
  if (!scope.spend(scope.values(place.shape))) return [];
  const test: Expression = { is: "binary", op: "===", a: place.expression, b: free };
  return [{ is: "waitUntil", test }, assign(place, scalarValue(scope, place.shape, 0))];
}

import type { Fields, Shape, Sizes } from "../../../model/language/index.ts";
import type { Expression, Outcome, ProcedureAst, Statement, StepAst } from "../ast.ts";
import { condition } from "./conditions.ts";
import type { Dice } from "./Dice.ts";
import { Scope, type Typed } from "./Scope.ts";
import { statements, stirs } from "./statements.ts";
import { compositeLiteral, value } from "./values.ts";

/** A name that steps see. */
export function name(of: string): Expression {
  return { is: "name", name: of };
}

/** What a step sees: the state, its locals, who runs it. */
export function stepScope(
  dice: Dice,
  sizes: Sizes,
  all: readonly ProcedureAst[],
  state: Fields,
  locals: Fields,
): Scope {
  const roots: Typed[] = [{ expression: name("s"), shape: { form: "record", fields: state } }];
  if (Object.keys(locals).length > 0) {
    roots.push({ expression: name("local"), shape: { form: "record", fields: locals } });
  }
  const me: Expression = { is: "get", of: name("self"), field: "me" };
  roots.push({ expression: me, shape: { form: "index", domain: "P" } });
  return new Scope(dice, sizes, all, roots, false);
}

/** The steps of a procedure, with what they do. */
export function steps(
  dice: Dice,
  sizes: Sizes,
  state: Fields,
  all: readonly ProcedureAst[],
  procedure: number,
  bare: readonly StepAst[],
): StepAst[] {
  const { params, locals } = all[procedure];
  const forgetful = dice.percent(4);
  return bare.map((step, at) => {
    const scope = stepScope(dice, sizes, all, state, { ...params, ...locals });
    dice.turn(at === 0 ? 8 : 50);
    const unset = at === 0 ? Object.entries(locals).slice(forgetful ? 1 : 0) : [];
    const first = unset.map(([field, shape]) =>
      setLocal(dice, sizes, all, state, params, field, shape),
    );
    // What waits or fails at once leaves nothing to explore.
    const body = [...first, ...(at === 0 ? stirs(scope) : statements(scope, 3))];
    return { ...step, ...ending(scope, procedure, at, bare, body) };
  });
}

/** Gives a local its first value, from what has one by then. */
export function setLocal(
  dice: Dice,
  sizes: Sizes,
  all: readonly ProcedureAst[],
  state: Fields,
  params: Fields,
  field: string,
  shape: Shape,
): Statement {
  const scope = stepScope(dice, sizes, all, state, params);
  const made = dice.percent(30) ? value(scope, shape, 1) : compositeLiteral(scope, shape, 0);
  const isSafe = scope.guards.length === 0;
  const plain = isSafe ? made : compositeLiteral(scope.bare(), shape, 0);
  return { is: "assign", owner: name("local"), field, value: plain };
}

/** What a step says at the end, or before it. */
export function ending(
  scope: Scope,
  procedure: number,
  at: number,
  all: readonly StepAst[],
  body: readonly Statement[],
): { body: Statement[]; outcome: Outcome } {
  const { dice } = scope;
  const made = [...body];
  if (dice.percent(30)) {
    const early: Statement = { is: "return", outcome: outcome(scope, procedure, at, all, made) };
    made.push({ is: "if", test: condition(scope, 2), yes: [early], no: [] });
  }
  return { outcome: outcome(scope, procedure, at, all, made), body: made };
}

function outcome(
  scope: Scope,
  procedure: number,
  at: number,
  all: readonly StepAst[],
  body: Statement[],
): Outcome {
  const { dice } = scope;
  const next = (): Outcome => ({
    is: "next",
    step: at + 1 < all.length && dice.percent(70) ? all[at + 1].name : dice.pick(all).name,
  });
  return dice.weighted<() => Outcome>([
    [12, next],
    [2, () => ({ is: "chosen", steps: dice.times(2, () => dice.pick(all).name) })],
    [at + 1 === all.length ? 6 : 1, () => ({ is: "done" })],
    [dice.flaw(100) ? 2 : 0, () => ({ is: "blocked" })],
    [dice.flaw(100) ? 2 : 0, () => ({ is: "outOfScope", what: "too small" })],
    [procedure + 1 < scope.procedures.length ? 8 : 0, () => call(scope, procedure, all, body)],
  ])();
}

/** A call of a later procedure. Arguments that look into variants are made in the branch where they are. */
function call(
  scope: Scope,
  procedure: number,
  all: readonly StepAst[],
  body: Statement[],
): Outcome {
  const { dice, procedures: known } = scope;
  const callee = dice.flaw(2) ? 0 : dice.between(procedure + 1, known.length - 1);
  const { params, locals } = known[callee];
  scope.guards = [];
  const args = Object.entries(params).map(
    ([param, shape]) => [param, value(scope, shape, 1)] as const,
  );
  for (const test of scope.guards) body.push({ is: "waitUntil", test });
  scope.guards = [];
  const mine = { ...known[procedure].params, ...known[procedure].locals };
  return {
    is: "call",
    procedure: callee,
    args: dice.flaw(2) ? args.slice(1) : args,
    next: dice.percent(20) ? "done" : dice.pick(all).name,
    results: results(dice, mine, { ...params, ...locals }),
  };
}

/** Results of equal and of other shapes, mostly such as may fit. */
function results(dice: Dice, mine: Fields, theirs: Fields): [string, string][] {
  return Object.entries(mine).flatMap(([field, shape]): [string, string][] => {
    const fitting = Object.entries(theirs).filter(
      ([, other]) => familyOf(other) === familyOf(shape) || dice.flaw(5),
    );
    return fitting.length > 0 && dice.percent(70) ? [[field, dice.pick(fitting)[0]]] : [];
  });
}

function familyOf(shape: Shape): string {
  switch (shape.form) {
    case "nullable":
      return familyOf(shape.of);
    case "index":
      return "range";
    default:
      return shape.form;
  }
}

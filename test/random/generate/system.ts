import type { Fields, Shape, Sizes } from "../../../model/language/index.ts";
import type { ActorAst, ProcedureAst, Statement, SystemAst } from "../ast.ts";
import { change } from "./change.ts";
import type { Dice } from "./Dice.ts";
import { facts } from "./facts.ts";
import { covers, properties } from "./laws.ts";
import { Scope } from "./Scope.ts";
import { compositeShape, lockShape, scalarShape, similarShape, valuesIn } from "./shapes.ts";
import { statements } from "./statements.ts";
import { name, steps } from "./steps.ts";
import { compositeLiteral } from "./values.ts";

/** A whole system that uses whatever the language has. */
export function systemAst(dice: Dice): SystemAst {
  const sizes: Sizes = { P: dice.between(1, 3), Q: 2, ...(dice.percent(25) ? { Z: 0 } : {}) };
  const pool = dice.times(dice.between(1, 2), () => compositeShape(dice, sizes, 1));
  const state = fields(dice, sizes, pool, "s", dice.between(2, 5), 5_000);
  const bare = procedures(dice, sizes, pool);
  const made: ProcedureAst[] = [];
  // From the last on: who calls knows whom.
  for (const at of [...bare.keys()].reverse()) {
    made[at] = { ...bare[at], steps: steps(dice, sizes, state, bare, at, bare[at].steps) };
  }
  dice.turn(10);
  const actors = dice.times(
    dice.weighted([
      [1, 1],
      [8, 2],
      [3, 3],
    ]),
    (at) => actor(dice, sizes, bare, at),
  );
  dice.turn(40);
  const changes = dice.percent(25) ? [change(dice, sizes, state, bare)] : [];
  const known = Object.assign({}, state, ...changes.map((one) => one.state)) as Fields;
  return {
    sizes,
    state,
    procedures: made,
    actors,
    changes,
    initialise: initialise(dice, sizes, state),
    properties: properties(dice, sizes, known, bare, actors.length),
    covers: covers(dice, sizes, known, bare, actors.length),
  };
}

/** Fields of shapes that fit each other; together they have at most so many values. */
function fields(
  dice: Dice,
  sizes: Sizes,
  pool: readonly Shape[],
  prefix: string,
  count: number,
  most: number,
): Fields {
  const made: Record<string, Shape> = {};
  let left = most;
  for (let at = 0; at < count; at += 1) {
    const shape = dice.weighted<() => Shape>([
      [5, () => dice.pick(pool)],
      [6, () => similarShape(dice, dice.pick(pool))],
      [4, () => scalarShape(dice, sizes)],
      [1, () => compositeShape(dice, sizes, 1)],
      [1, () => lockShape(dice, sizes)],
    ])();
    const values = valuesIn(shape, sizes);
    if (values > left) continue;
    left /= Math.max(1, values);
    made[`${prefix}${at}`] = shape;
  }
  return made;
}

/** Procedures without what their steps do: names, parameters, locals, names of steps. */
function procedures(dice: Dice, sizes: Sizes, pool: readonly Shape[]): ProcedureAst[] {
  return dice.times(dice.between(1, 3), (at) => {
    const bare: Omit<ProcedureAst, "facts"> = {
      name: dice.percent(1) ? "same" : `proc${at}`,
      params: at === 0 && dice.percent(60) ? {} : fields(dice, sizes, pool, "a", dice.below(3), 12),
      locals: fields(dice, sizes, pool, "l", dice.below(3), 24),
      steps: dice.times(dice.between(1, 5), (step) => ({
        name: `step${step}`,
        body: [],
        outcome: { is: "done" },
      })),
    };
    return { ...bare, facts: facts(dice, bare.steps) };
  });
}

function actor(dice: Dice, sizes: Sizes, all: readonly ProcedureAst[], at: number): ActorAst {
  const procedure = dice.weighted([
    [6, 0],
    [2, all.length - 1],
  ]);
  const scope = new Scope(dice, sizes, all, [], true);
  const args = Object.entries(all[procedure].params).map(
    ([param, shape]) => [param, compositeLiteral(scope, shape, 0)] as const,
  );
  return { name: `actor${at}`, procedure, self: { me: at % sizes.P }, args };
}

function initialise(dice: Dice, sizes: Sizes, state: Fields): Statement[] {
  dice.turn(10);
  if (dice.percent(35)) return [];
  const scope = new Scope(
    dice,
    sizes,
    [],
    [{ expression: name("s"), shape: { form: "record", fields: state } }],
    true,
  );
  return statements(scope, 4).filter(({ is }) => is !== "waitUntil" || dice.percent(2));
}

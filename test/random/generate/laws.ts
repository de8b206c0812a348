import type { Fields, Sizes } from "../../../model/language/index.ts";
import type { CoverAst, Expression, ProcedureAst, PropertyAst } from "../ast.ts";
import { condition, guarded } from "./conditions.ts";
import type { Dice } from "./Dice.ts";
import { Scope } from "./Scope.ts";

interface Known {
  readonly dice: Dice;
  readonly sizes: Sizes;
  readonly state: Fields;
  readonly procedures: readonly ProcedureAst[];
  readonly actors: number;
}

const moment: Expression = { is: "name", name: "s" };

/** Properties of states and of steps, with their antecedents. */
export function properties(
  dice: Dice,
  sizes: Sizes,
  state: Fields,
  procedures: readonly ProcedureAst[],
  actors: number,
): PropertyAst[] {
  dice.turn(40);
  const known = { dice, sizes, state, procedures, actors };
  return dice.times(dice.between(0, 3), (at): PropertyAst => {
    const antecedent = dice.percent(40) ? always : predicate(known, [null]);
    const ofStates = { id: `states${at}`, procedures: null, antecedent };
    if (dice.percent(60)) return { ...ofStates, holds: likely(known, [null]) };
    const about = dice.some([...procedures.keys()], 60);
    return {
      id: `steps${at}`,
      procedures: about.length === 0 ? [0] : about,
      antecedent,
      holds: likely(known, ["before", "after"]),
    };
  });
}

/** States that should be reached. */
export function covers(
  dice: Dice,
  sizes: Sizes,
  state: Fields,
  procedures: readonly ProcedureAst[],
  actors: number,
): CoverAst[] {
  const known = { dice, sizes, state, procedures, actors };
  return dice.times(dice.below(3), (at) => ({
    id: `cover${at}`,
    reached: predicate(known, [null]),
  }));
}

const always: Expression = { is: "literal", value: true };

/** What may well hold: a condition, or one of two. */
function likely(known: Known, moments: readonly (string | null)[]): Expression {
  const count = known.dice.between(1, 3);
  const all = known.dice.times(count, () => predicate(known, moments));
  return all.reduce((a, b): Expression => ({ is: "binary", op: "||", a, b }));
}

/** A condition of the state, or of the states before and after a step, and of the actors. */
function predicate(known: Known, moments: readonly (string | null)[]): Expression {
  const { dice, sizes, state, procedures } = known;
  const roots = moments.map((name) => ({
    expression: of(name, "s"),
    shape: { form: "record" as const, fields: state },
  }));
  const scope = new Scope(dice, sizes, procedures, roots, true);
  const ofState = () => guarded(scope, () => condition(scope, 3));
  return dice.weighted<() => Expression>([
    [6, ofState],
    [3, () => position(known, dice.pick(moments))],
    [
      2,
      () => ({
        is: "binary",
        op: dice.pick(["&&", "||"]),
        a: ofState(),
        b: position(known, dice.pick(moments)),
      }),
    ],
    [2, () => ({ is: "not", of: position(known, dice.pick(moments)) })],
  ])();
}

function of(name: string | null, field: string): Expression {
  if (name === null) return field === "s" ? moment : { is: "name", name: field };
  return { is: "get", of: { is: "name", name }, field };
}

/** Where actors are. */
function position({ dice, procedures, actors }: Known, name: string | null): Expression {
  const all = of(name, "actors");
  if (dice.percent(50)) {
    const actor: Expression = {
      is: "get",
      of: all,
      field: { is: "literal", value: dice.below(actors) },
    };
    return isThere(dice, procedures, actor);
  }
  const word = dice.pick(["some", "every", "count", "first"] as const);
  const body = isThere(dice, procedures, { is: "name", name: "e" });
  const asked: Expression = { is: word, of: all, element: "e", at: "i", body };
  if (word === "some" || word === "every") return asked;
  return { is: "binary", op: "===", a: asked, b: { is: "literal", value: dice.below(2) } };
}

function isThere(dice: Dice, procedures: readonly ProcedureAst[], actor: Expression): Expression {
  if (dice.percent(25)) return { is: "fact", actor, fact: dice.below(2) };
  const procedure = dice.below(procedures.length);
  if (dice.percent(30)) return { is: "within", actor, procedure };
  const { steps } = procedures[procedure];
  const step = dice.percent(1) ? "nowhere" : dice.pick(steps).name;
  return { is: "at", actor, procedure, step };
}

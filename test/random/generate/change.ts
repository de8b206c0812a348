import type { Fields, Shape, Sizes } from "../../../model/language/index.ts";
import type { ChangeAst, ProcedureAst, StepAst } from "../ast.ts";
import type { Dice } from "./Dice.ts";
import { facts } from "./facts.ts";
import { scalarShape } from "./shapes.ts";
import { statements } from "./statements.ts";
import { ending, setLocal, stepScope } from "./steps.ts";

/** A replaced step, or a procedure with more: steps, locals, state. */
export function change(
  dice: Dice,
  sizes: Sizes,
  state: Fields,
  all: readonly ProcedureAst[],
): ChangeAst {
  const procedure = dice.below(all.length);
  const { params, locals, steps: old } = all[procedure];
  const isReplaced = dice.percent(50);
  const more = { state: {}, locals: {} };
  if (!isReplaced && dice.percent(60)) more.state = { extra: scalarShape(dice, sizes) };
  if (!isReplaced && dice.percent(40)) more.locals = { extra: scalarShape(dice, sizes) };
  const replaced = dice.pick(old);
  const names = isReplaced ? [replaced] : [replaced, { ...replaced, name: "added" }];
  const steps = names.map((step, at): StepAst => {
    const seen = { ...params, ...locals, ...(at === 1 ? {} : more.locals) };
    const scope = stepScope(dice, sizes, all, { ...state, ...more.state }, seen);
    const first = Object.entries(more.locals).map(([field, shape]) =>
      setLocal(dice, sizes, all, state, params, field, shape as Shape),
    );
    // The replaced step may be the first one, which gives locals their values.
    const isOriginal = step === replaced && (replaced === old[0] || dice.percent(60));
    const body = [...first, ...(replaced === old[0] && at === 0 ? [] : statements(scope, 2))];
    if (isOriginal) return { ...step, body, outcome: { is: "original" } };
    return {
      ...step,
      ...ending(scope, procedure, old.indexOf(replaced), [...old, ...names.slice(1)], body),
    };
  });
  return {
    procedure,
    isReplaced,
    ...more,
    steps,
    facts: isReplaced ? [] : facts(dice, [...old, ...names]),
  };
}

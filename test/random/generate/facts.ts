import type { FactAst } from "../ast.ts";
import type { Dice } from "./Dice.ts";

/** Facts of some of the steps, or of all and of what they call; more often none than several. */
export function facts(dice: Dice, steps: readonly { readonly name: string }[]): FactAst[] {
  return dice.times(dice.below(3), () => {
    const some = dice.some(steps, 50).map(({ name }) => name);
    return { fact: dice.below(2), steps: dice.percent(30) ? null : some };
  });
}

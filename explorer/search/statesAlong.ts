import type { Compiled } from "../compile/index.ts";
import type { Move } from "./pathTo.ts";
import { Successors } from "./Successors.ts";

/** The states that moves lead through, from the initial one on; of a system whose steps are not fused. */
export function statesAlong(
  compiled: Compiled,
  moves: readonly Pick<Move, "name" | "choices">[],
): Int32Array[] {
  const { words } = compiled.layout;
  const successors = new Successors(compiled);
  const { states, leaf } = successors.batch;
  const along = [compiled.initial];
  for (const { name, choices } of moves) {
    const state = along[along.length - 1];
    successors.each(state, 0, 1, (n) => {
      for (let i = 0; i < n && along[along.length - 1] === state; i += 1) {
        const { actor, parts } = compiled.transitions[leaf[i]];
        const isSame = parts.every((part) => part.choices.join() === choices.join());
        if (actor.actor.name !== name || !isSame) continue;
        along.push(states.slice(i * words, (i + 1) * words));
      }
    });
    if (along[along.length - 1] === state) throw new Error(`${name} cannot take its step`);
  }
  return along;
}

import type { Compiled } from "../compile/index.ts";
import type { Exploration } from "./explore.ts";
import type { Location } from "./Location.ts";

/** One step of a run, as the model has it: who took which step, and which options it chose. */
export interface Move {
  /** By its place in the system's list of actors. */
  readonly actor: number;
  readonly name: string;
  readonly procedure: string;
  readonly step: string;
  readonly choices: readonly number[];
}

/**
 * The moves that lead to what a search found, on a shortest path: to a state, and through a
 * transition out of it if the place is one. Steps that passes have fused are told one by one.
 * The search must be one of this compiled system.
 */
export function pathTo<S>(
  compiled: Compiled<S>,
  { table }: Pick<Exploration, "table">,
  { state, transition }: Location,
): Move[] {
  const ids = transition === null ? [] : [transition];
  for (let at = state; table.parents[at] >= 0; at = table.parents[at]) ids.push(table.leaves[at]);
  return movesOf(compiled, ids.reverse());
}

/** Transitions, one after the other, as moves. */
export function movesOf<S>({ transitions }: Compiled<S>, ids: readonly number[]): Move[] {
  return ids.flatMap((id) => {
    const { actor, parts } = transitions[id];
    return parts.map(({ position: { activation, step }, choices }) => {
      if (step === null) throw new Error(`${actor.actor.name} moved after its end`);
      const procedure = activation.procedure.name;
      return { actor: actor.index, name: actor.actor.name, procedure, step, choices };
    });
  });
}

/** A move in one line: "writer: append.lock (chose 1)". Options are told by their places. */
export function moveText({ name, procedure, step, choices }: Move): string {
  const chose = choices.length === 0 ? "" : ` (chose ${choices.join(", ")})`;
  return `${name}: ${procedure}.${step}${chose}`;
}

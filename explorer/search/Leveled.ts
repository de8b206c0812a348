import type { Compiled } from "../compile/index.ts";
import { type Bounds, type Exploration, explore } from "./explore.ts";

/** A search that keeps the states of each of its levels. */
export interface Leveled<S = unknown> {
  readonly compiled: Compiled<S>;
  readonly exploration: Exploration;
  /** By level, its states one after the other, in the order of their numbers. */
  readonly levels: readonly Int32Array[];
}

/** Explores, and keeps every level: as much memory again as the table's states. */
export function exploreLevels<S>(compiled: Compiled<S>, bounds: Bounds): Leveled<S> {
  const levels = [compiled.initial.slice()];
  const exploration = explore(compiled, bounds, ({ table, frontier }) => {
    if (frontier > 0) levels.push(table.level.slice(0, frontier * table.words));
  });
  return { compiled, exploration, levels };
}

/** In which level a state is, and at which place, by its number. */
export function placeIn(
  { compiled, levels }: Leveled,
  state: number,
): { level: number; at: number } {
  const { words } = compiled.layout;
  let at = state;
  let level = 0;
  for (; at >= levels[level].length / words; level += 1) at -= levels[level].length / words;
  return { level, at };
}

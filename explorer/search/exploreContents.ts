import type { Compiled } from "../compile/index.ts";
import { type Bounds, type Exploration, explore } from "./explore.ts";

/** A search, and what each of its states holds, by its number. */
export interface ExploredContents {
  readonly exploration: Exploration;
  /** Equal texts are equal contents, in every system with the same fields and sizes. */
  readonly contents: readonly string[];
}

/**
 * Explores, and keeps of every state what these fields hold; where the actors are does not count. Without
 * passes, which drop fields and states. It takes memory for each state: bound it.
 */
export function exploreContents<S>(
  compiled: Compiled<S>,
  fields: readonly string[],
  bounds: Bounds,
): ExploredContents {
  const { layout, constants, program, initial } = compiled;
  const { info, cells } = program.state;
  const slots = fields.flatMap((field) => (info.parts.get(field)?.at ?? []).map((at) => cells[at]));
  const contentAt = (words: Int32Array, at: number) =>
    slots.map((slot) => constants.get(slot) ?? layout.read(slot, words, at)).join();
  const contents = [contentAt(initial, 0)];
  const exploration = explore(
    compiled,
    bounds,
    ({ table: { level, levelStart, levelEnd, words } }) => {
      for (let at = levelStart; at < levelEnd; at += 1) {
        contents.push(contentAt(level, (at - levelStart) * words));
      }
    },
  );
  return { exploration, contents };
}

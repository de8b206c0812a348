import type { Compiled } from "../compile/index.ts";
import { type Bounds, type Exploration, explore, type Progress } from "./explore.ts";

/** A search, and what each of its states holds, by its number. */
export interface ExploredContents {
  readonly exploration: Exploration;
  /** Equal texts are equal contents, in every system with the same fields and sizes. */
  readonly contents: readonly string[];
}

/** What to do beside: the search ends where it reaches a content that is wanted. */
export interface Watch {
  readonly wanted?: (content: string) => boolean;
  readonly onLevel?: (progress: Progress) => void;
}

/**
 * Explores, and keeps of every state what these fields hold; where the actors are does not count. Without
 * passes, which drop fields and states. It takes memory for each state: bound it.
 */
export function exploreContents<S>(
  compiled: Compiled<S>,
  fields: readonly string[],
  bounds: Bounds,
  { wanted = () => false, onLevel = () => {} }: Watch = {},
): ExploredContents {
  const { layout, constants, program, initial } = compiled;
  const { info, cells } = program.state;
  const slots = fields.flatMap((field) => (info.parts.get(field)?.at ?? []).map((at) => cells[at]));
  const contents: string[] = [];
  let isFound = false;
  const keep = (words: Int32Array, at: number) => {
    const content = slots.map((slot) => constants.get(slot) ?? layout.read(slot, words, at)).join();
    contents.push(content);
    isFound ||= wanted(content);
  };
  keep(initial, 0);
  const exploration = explore(compiled, { ...bounds, stop: () => isFound }, (progress) => {
    const { level, levelStart, levelEnd, words } = progress.table;
    for (let at = levelStart; at < levelEnd; at += 1) keep(level, (at - levelStart) * words);
    onLevel(progress);
  });
  return { exploration, contents };
}

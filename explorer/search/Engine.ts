import type { Findings } from "./Findings.ts";
import type { Levels } from "./Levels.ts";
import type { Replay } from "./Replay.ts";

/** What a search is made with: how states are expanded and looked up. Both find the same, numbered their own way. */
export interface Engine {
  readonly name: EngineName;
  readonly table: Levels;
  readonly found: Findings;
  /** How many states are expanded at once. */
  readonly chunk: number;
  /** What the table may take once the next chunk is in it. */
  readonly mostBytes: number;
  /**
   * Expands states of the newest level, by their places there: a `RangeError` if there is no memory left. With
   * a replay only what that takes is new.
   */
  expand(from: number, to: number, replay: Replay | null): void;
  /** What is new becomes the newest level, and its states are looked at. */
  nextLevel(): void;
}

export type EngineName = "wasm" | "js";

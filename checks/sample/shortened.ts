import type { Move } from "../../counterexamples/index.ts";
import { allPasses, type Compiled, compile, keepingSteps } from "../../explorer/compile/index.ts";
import { calmestPath, exploreLevels } from "../../explorer/search/index.ts";
import type { System } from "../../model/language/index.ts";
import { isNoisy } from "../isNoisy.ts";

/** A run that was found by chance, as short as it could be made. */
export interface Shortened {
  readonly moves: readonly Move[];
  /** Is it a shortest one? Else a bound was met before that was known. */
  readonly isShortest: boolean;
}

/** However large the system: no more states than these are visited for it. */
const mostStates = 500_000;

/**
 * A shortest run to what a sampled run came to, and of these the calmest: searched exhaustively, but no deeper than
 * that run is long, and no further than a bound.
 */
export function shortened(system: System, property: string, moves: readonly Move[]): Shortened {
  const compiled: Compiled = compile(system, { passes: keepingSteps(allPasses) });
  const bounds = { until: [property], maxDepth: moves.length, maxStates: mostStates };
  const found = calmestPath(exploreLevels(compiled, bounds), property, isNoisy);
  return found === null ? { moves, isShortest: false } : { moves: found, isShortest: true };
}

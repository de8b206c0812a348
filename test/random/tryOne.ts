import type { SystemAst } from "./ast.ts";
import { buildSystem } from "./buildSystem.ts";
import { type Comparison, compareEngines } from "./compareEngines.ts";
import { comparePasses, passesToTry } from "./comparePasses.ts";

/** What to compare, and how far. */
export interface Effort {
  readonly maxStates: number;
  /** Picks passes to try; with `isThorough` every one alone too. */
  readonly seed: number;
  readonly isThorough: boolean;
}

/** Compares both engines, and the passes, on one system. */
export function tryOne(ast: SystemAst, { maxStates, seed, isThorough }: Effort): Comparison {
  const system = buildSystem(ast);
  const comparison = compareEngines(system, maxStates);
  if (comparison.kind !== "agree") return comparison;
  for (const passes of passesToTry(seed, isThorough)) {
    const what = comparePasses(system, comparison.facts, passes, maxStates);
    if (what !== null) return { kind: "differ", what };
  }
  return comparison;
}

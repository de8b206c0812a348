import type { Machine } from "../Machine.ts";
import { cone } from "./cone.ts";
import { deadLocals } from "./deadLocals.ts";
import { fuseOwn } from "./fuseOwn.ts";
import { fuseReleases } from "./fuseReleases.ts";
import { fuseStarts } from "./fuseStarts.ts";
import type { Pass } from "./Pass.ts";

export { besideStarts, mayWait } from "./fuseStarts.ts";

/** What the compiler may do to make a system smaller; each can be switched off. */
export interface Passes {
  /** What no step changes is taken for what it is at the start, before paths are enumerated. */
  readonly constants: boolean;
  /** What no law asks for and no decision needs is not kept. */
  readonly cone: boolean;
  /** Locals that nothing reads any more are cleared. */
  readonly deadLocals: boolean;
  /** Steps that touch only what is their actor's own go with the step before. */
  readonly fuseOwn: boolean;
  /** Releases of locks go with the step before. */
  readonly fuseReleases: boolean;
  /** Choosing what to do next goes with its first step. */
  readonly fuseStarts: boolean;
}

export type PassName = keyof Passes;

/** The passes over trees, in their order. Constants come before there are trees. */
const overTrees: readonly (readonly [PassName, Pass])[] = [
  ["cone", cone],
  ["deadLocals", deadLocals],
  ["fuseOwn", fuseOwn],
  ["fuseReleases", fuseReleases],
  ["fuseStarts", fuseStarts],
];

export const passNames: readonly PassName[] = ["constants", ...overTrees.map(([name]) => name)];

function allAre(on: boolean): Passes {
  return {
    constants: on,
    cone: on,
    deadLocals: on,
    fuseOwn: on,
    fuseReleases: on,
    fuseStarts: on,
  };
}

export const allPasses: Passes = allAre(true);
export const noPasses: Passes = allAre(false);

/** Those passes under which every step of a run is a step of the model: runs keep their lengths. */
export function keepingSteps(passes: Passes): Passes {
  return { ...passes, fuseOwn: false, fuseReleases: false, fuseStarts: false };
}

/** What each pass saved, in words. */
export type Savings = readonly { readonly pass: PassName; readonly saved: string }[];

/** Runs the passes over a machine that are switched on. */
export function runPasses(
  machine: Machine,
  passes: Passes,
): { readonly machine: Machine; readonly savings: Savings } {
  let now = machine;
  const savings = overTrees.flatMap(([pass, run]) => {
    if (!passes[pass]) return [];
    const passed = run(now);
    now = passed.machine;
    return [{ pass, saved: passed.saved }];
  });
  return { machine: now, savings };
}

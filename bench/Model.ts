import type { System } from "../model/language/index.ts";
import { toyMurphi } from "./peers/toyMurphi.ts";
import { toyPromela } from "./peers/toyPromela.ts";
import { twoPhaseMurphi } from "./peers/twoPhaseMurphi.ts";
import { twoPhasePromela } from "./peers/twoPhasePromela.ts";
import { toy } from "./toy.ts";
import { twoPhase } from "./twoPhase.ts";

/** One system in three languages. */
export interface Model {
  readonly name: string;
  readonly system: () => System<unknown>;
  readonly promela: () => string;
  readonly murphi: () => string;
  /** What SPIN has before the others begin: steps that only set the first state, each a state. */
  readonly spinsOwn: { readonly states: number; readonly transitions: number };
}

/** The toy with so many processes and pages. */
export function toyModel(p: number, k: number): Model {
  return {
    name: `toy ${p}/${k}`,
    system: () => toy(p, k) as System<unknown>,
    promela: () => toyPromela(p, k),
    murphi: () => toyMurphi(p, k),
    // The assignment before the loop is a state and two transitions that the others do not have.
    spinsOwn: { states: 1, transitions: 2 },
  };
}

/** Two-phase commit with so many resource managers. */
export function twoPhaseModel(count: number): Model {
  return {
    name: `two-phase commit ${count}`,
    system: () => twoPhase(count),
    promela: () => twoPhasePromela(count),
    murphi: () => twoPhaseMurphi(count),
    // The transition into the loop.
    spinsOwn: { states: 0, transitions: 1 },
  };
}

import type { Compiled } from "../../explorer/compile/index.ts";
import type { NaiveExploration } from "../../explorer/reference/index.ts";
import type { Exploration } from "../../explorer/search/index.ts";

type Depth = number | null;

/** What a search found out, as depths: in steps from the initial state, null where there is none such. */
export interface Facts {
  readonly deadlock: Depth;
  readonly error: Depth;
  readonly outOfScope: Depth;
  /** "violated", "witness" and "error" of each property, "asked" (0 or null), "reached" and "error" of each cover. */
  readonly laws: Readonly<Record<string, Depth>>;
}

/** What the compiled search found. */
export function factsOf({ table, ...found }: Exploration): Facts {
  const depthOf = (state: number | undefined): Depth => {
    if (state === undefined || state < 0) return null;
    let depth = 0;
    for (let at = table.parents[state]; at >= 0; at = table.parents[at]) depth += 1;
    return depth;
  };
  const laws: Record<string, Depth> = {};
  for (const { id, violation, witness, error, isAsked } of found.properties) {
    laws[`${id} asked`] = isAsked ? 0 : null;
    laws[`${id} violated`] = depthOf(violation?.state);
    laws[`${id} witness`] = depthOf(witness);
    laws[`${id} error`] = depthOf(error?.state);
  }
  for (const { id, state, error } of found.covers) {
    laws[`${id} reached`] = depthOf(state);
    laws[`${id} error`] = depthOf(error?.state);
  }
  return {
    deadlock: depthOf(found.deadlock),
    error: depthOf(found.error?.state),
    outOfScope: depthOf(found.outOfScope?.state),
    laws,
  };
}

/** What the reference found. */
export function naiveFactsOf(found: NaiveExploration): Facts {
  const { deadlock, error, outOfScope, properties, covers } = found;
  const laws: Record<string, Depth> = {};
  for (const tally of properties) {
    laws[`${tally.id} asked`] = tally.relevantSteps === 0 ? null : 0;
    laws[`${tally.id} violated`] = tally.violated;
    laws[`${tally.id} witness`] = tally.witness;
    laws[`${tally.id} error`] = tally.error;
  }
  for (const tally of covers) {
    laws[`${tally.id} reached`] = tally.reached;
    laws[`${tally.id} error`] = tally.error;
  }
  return { deadlock, error, outOfScope, laws };
}

/** Where two searches differ, or null. With `isExact` their depths count, else only what there is. */
export function differenceOf(a: Facts, b: Facts, isExact: boolean): string | null {
  const all = ({ laws, ...rest }: Facts): Readonly<Record<string, Depth>> => ({ ...rest, ...laws });
  const [left, right] = [all(a), all(b)];
  const agree = (name: string) =>
    isExact ? left[name] === right[name] : (left[name] === null) === (right[name] === null);
  const name = Object.keys(left).find((one) => !agree(one));
  return name === undefined ? null : `${name}: ${left[name]} and ${right[name]}`;
}

/** "actor procedure.step choices" of each transition that the compiled search took to a state. */
export function takenBy({ transitions }: Compiled, { taken }: Exploration): Set<string> {
  const texts = transitions.flatMap(({ actor, parts, error, outOfScope }, id) => {
    if (taken[id] === 0 || error !== null || outOfScope !== null) return [];
    const [{ position, choices }] = parts;
    const step = `${position.activation.procedure.name}.${position.step}`;
    return [[actor.actor.name, step, ...choices].join(" ")];
  });
  return new Set(texts);
}

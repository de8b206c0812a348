import { expect } from "vitest";
import {
  allPasses,
  compile,
  noPasses,
  type Passes,
  passNames,
} from "../../explorer/compile/index.ts";
import { exploreNaively } from "../../explorer/reference/index.ts";
import { type Exploration, explore } from "../../explorer/search/index.ts";
import type { System } from "../../model/language/index.ts";

/** What a search says of a system: the same whatever passes are on, and on the reference. */
export interface Verdicts {
  readonly deadlock: boolean;
  readonly error: boolean;
  readonly outOfScope: boolean;
  /** For each property: is it violated, was its antecedent true, does it throw, was it asked? */
  readonly properties: readonly (readonly boolean[])[];
  readonly covers: readonly boolean[];
}

/** What a search says. */
export function verdictsOf({
  deadlock,
  error,
  outOfScope,
  properties,
  covers,
}: Exploration): Verdicts {
  return {
    deadlock: deadlock >= 0,
    error: error !== null,
    outOfScope: outOfScope !== null,
    properties: properties.map(({ violation, witness, error: thrown, isAsked }) => [
      violation !== null,
      witness >= 0,
      thrown !== null,
      isAsked,
    ]),
    covers: covers.map(({ state }) => state >= 0),
  };
}

function onReference(system: System): Verdicts {
  const { deadlock, error, outOfScope, properties, covers } = exploreNaively(system);
  return {
    deadlock: deadlock !== null,
    error: error !== null,
    outOfScope: outOfScope !== null,
    properties: properties.map(({ violated, witness, error: thrown, relevantSteps }) => [
      violated !== null,
      witness !== null,
      thrown !== null,
      relevantSteps !== 0,
    ]),
    covers: covers.map(({ reached }) => reached !== null),
  };
}

/** Every set of passes. */
function* passSets(): Generator<Passes> {
  for (let bits = 0; bits < 2 ** passNames.length; bits += 1) {
    const on = passNames.map((name, at) => [name, ((bits >> at) & 1) === 1] as const);
    yield { ...noPasses, ...Object.fromEntries(on) };
  }
}

/** The verdicts on a system, which must be the same on the reference and with every set of passes. */
export function verdictsEverywhere<S, Self>(system: System<S, Self>): Verdicts {
  const expected = onReference(system as System);
  for (const passes of passSets()) {
    const found = verdictsOf(explore(compile(system as System, { passes })));
    expect({ passes, ...found }).toEqual({ passes, ...expected });
  }
  expect(allPasses).toEqual([...passSets()].at(-1));
  return expected;
}

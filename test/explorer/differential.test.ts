import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toy } from "../../bench/toy.ts";
import {
  type Compiled,
  compile,
  noPasses,
  type Passes,
  passNames,
} from "../../explorer/compile/index.ts";
import { exploreNaively, Reference } from "../../explorer/reference/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { invariants } from "../../invariants/index.ts";
import type { Scenario } from "../../scenarios/index.ts";
import { kernelsOf, scenarios, systemOf } from "../../scenarios/index.ts";
import { pins } from "../model/pins.ts";
import {
  compiledSuccessors,
  contentsOf,
  nextPairs,
  type Pair,
  referenceContents,
  referenceSuccessors,
} from "./pairs.ts";
import { verdictsOf } from "./verdicts.ts";

/** What each property, antecedent and cover says of a state and of the steps out of it, both ways. */
function expectSamePredicates<S>(
  compiled: Compiled<S>,
  reference: Reference<S>,
  { words, state }: Pair,
  next: readonly Pair[],
): void {
  const { properties, covers } = reference.system;
  compiled.properties.forEach(({ antecedent, holds }, at) => {
    const property = properties[at];
    const isTrue = reference.look(state, (moment) => property.antecedent(moment));
    expect(antecedent.isTrue(words, 0, 1) === 0).toBe(isTrue);
    expect(antecedent.isFalse(words, 0, 1) === 0).toBe(!isTrue);
    if (property.over === "states" && holds.over === "states") {
      const expected = reference.look(state, (moment) => property.holds(moment));
      expect(holds.isFalse(words, 0, 1) === -1).toBe(expected);
    }
    if (property.over !== "steps" || holds.over !== "steps") return;
    for (const after of next) {
      const zero = new Int32Array(1);
      const all = Uint8Array.of(1);
      const found = holds.isFalse(words, after.words, zero, zero, 1, all);
      const expected = reference.lookAtStep(state, after.state, (a, b) => property.holds(a, b));
      expect(found === -1).toBe(expected);
    }
  });
  compiled.covers.forEach(({ reached }, at) => {
    const expected = reference.look(state, (moment) => covers[at].reached(moment));
    expect(reached.isTrue(words, 0, 1) === 0).toBe(expected);
  });
}

/** Both say the same of a state, and of all that comes next; gives that. */
function expectSame<S>(compiled: Compiled<S>, reference: Reference<S>, pair: Pair): Pair[] {
  const ours = compiledSuccessors(compiled, pair.words);
  const theirs = referenceSuccessors(reference, pair.state);
  expect(contentsOf(compiled, ours)).toEqual(referenceContents(reference, theirs));
  const next = nextPairs(ours, theirs);
  expectSamePredicates(compiled, reference, pair, next);
  return next;
}

function initialPair<S>(compiled: Compiled<S>, reference: Reference<S>): Pair {
  return { words: compiled.initial, state: reference.initial };
}

const systems = scenarios.flatMap((scenario) =>
  scenario.mappings.map((mapping) => [scenario.id, mapping, scenario] as const),
);

function scenarioOf(id: string): Scenario {
  const found = scenarios.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}

describe("each pass alone is harmless", () => {
  // Open scenarios have no pins, and are large.
  const isSmall = (id: string, mapping: string) => {
    const those = pins.filter((pin) => pin.startsWith(`${id} ${mapping} `));
    return (
      those.length > 0 && those.every((pin) => Number(pin.split(": ")[1].split(" ")[0]) <= 8_000)
    );
  };
  // Old and new kernels in turn.
  const small = systems
    .filter(([id, mapping]) => isSmall(id, mapping))
    .map(([id, mapping, scenario], at) => {
      const kernels = kernelsOf(scenario, mapping);
      return [id, mapping, kernels[at % 2 === 0 ? 0 : kernels.length - 1], scenario] as const;
    });

  it.each(small)("on %s, %s, %s", (_, mapping, kernel, scenario) => {
    const speaking = invariants.filter(({ mappings }) => mappings.includes(mapping));
    const system = systemOf(scenario, kernel, mapping, speaking);
    const found = (passes: Passes) => verdictsOf(explore(compile(system, { passes })));
    const plain = found(noPasses);
    for (const name of passNames) {
      expect({ name, ...found({ ...noPasses, [name]: true }) }).toEqual({ name, ...plain });
    }
  });
});

describe("compiled code and reference agree", () => {
  it.each(systems)("on random reachable states of %s, %s", (_, mapping, scenario) => {
    const speaking = invariants.filter(({ mappings }) => mappings.includes(mapping));
    const system = systemOf(scenario, "6.1", mapping, speaking);
    const compiled = compile(system, { checkPurity: true });
    const reference = new Reference(system);
    const walk = fc.array(fc.nat(), { minLength: 1, maxLength: 60, size: "max" });
    fc.assert(
      fc.property(walk, (picks) => {
        let pair = initialPair(compiled, reference);
        for (const pick of picks) {
          const next = expectSame(compiled, reference, pair);
          pair = next[pick % next.length];
        }
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  it("on every state of a small configuration, successor by successor", () => {
    const speaking = invariants.filter(({ mappings }) => mappings.includes("shmem"));
    const system = systemOf(scenarioOf("zap-race"), "6.1", "shmem", speaking);
    const compiled = compile(system);
    const reference = new Reference(system);
    const start = initialPair(compiled, reference);
    const known = new Set([String(start.words)]);
    const pending = [start];
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      for (const next of expectSame(compiled, reference, pair)) {
        if (known.has(String(next.words))) continue;
        known.add(String(next.words));
        pending.push(next);
      }
    }
    const { table, states } = explore(compiled);
    expect(known.size).toBe(states);
    expect(new Set([...table.all()].map(String))).toEqual(known);
  });

  it.each([
    ["zap-race", "shmem"],
    ["fork-uffd-wp", "shmem-uffd-wp"],
    ["gup-write", "shmem"],
  ] as const)("on the counts of %s, %s, by a naive search", (id, mapping) => {
    const system = systemOf(scenarioOf(id), "6.12", mapping, []);
    const { states, transitions, depth } = explore(compile(system));
    expect(exploreNaively(system)).toMatchObject({ states, transitions, depth });
  });

  it("on the counts of the toy", () => {
    const { states, transitions, depth } = explore(compile(toy(2, 1)));
    expect(exploreNaively(toy(2, 1))).toMatchObject({ states, transitions, depth });
  });
});

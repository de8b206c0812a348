import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toy } from "../../bench/toy.ts";
import {
  type Codes,
  type Compiled,
  compile,
  initialState,
  PlainStore,
  pack,
  unpack,
} from "../../explorer/compile/index.ts";
import { exploreNaively, Reference } from "../../explorer/reference/index.ts";
import { explore, newBatch } from "../../explorer/search/index.ts";
import { invariants } from "../../invariants/index.ts";
import { scenarios } from "../../model/scenarios/index.ts";
import { systemOf } from "../../model/systemOf.ts";

/** All successors of a packed state, by the compiled code, as text. */
function compiledSuccessors(compiled: Compiled, state: Int32Array): string[] {
  const { words } = compiled.layout;
  const { states, parent, leaf } = newBatch(words, compiled.fanout);
  const count = compiled.expanders.reduce(
    (n, expand) => expand(state, 0, 1, states, parent, leaf, n),
    0,
  );
  return Array.from({ length: count }, (_, at) => {
    const { actor, choices } = compiled.transitions[leaf[at]];
    return `${actor.index} ${choices}: ${states.slice(at * words, (at + 1) * words)}`;
  }).sort();
}

function referenceSuccessors(compiled: Compiled, state: Int32Array): string[] {
  return new Reference(compiled)
    .successors(unpack(compiled, state))
    .map(({ actor, choices, after }) => `${actor.index} ${choices}: ${pack(compiled, after)}`)
    .sort();
}

/** What each property, antecedent and cover says of a state and of the steps out of it, both ways. */
function expectSamePredicates(compiled: Compiled, codes: Codes): void {
  const { program } = compiled.unfolded;
  const { properties, covers } = program.system;
  const state = pack(compiled, codes);
  const look = (predicate: Parameters<typeof program.look<boolean>>[0], after?: Codes) =>
    program.look(predicate, new PlainStore([...codes], undefined, after));
  compiled.properties.forEach(({ antecedent, violated }, at) => {
    const property = properties[at];
    expect(antecedent(state, 0, 1) === 0).toBe(look((moment) => property.antecedent(moment)));
    if (property.over === "states" && violated.over === "states") {
      expect(violated.find(state, 0, 1) === -1).toBe(look((moment) => property.holds(moment)));
    }
    if (property.over !== "steps" || violated.over !== "steps") return;
    for (const { after } of new Reference(compiled).successors(codes)) {
      const zero = new Int32Array(1);
      const all = Uint8Array.of(1);
      const found = violated.find(state, pack(compiled, after), zero, zero, 1, all);
      expect(found === -1).toBe(look((before, then) => property.holds(before, then), after));
    }
  });
  compiled.covers.forEach(({ reached }, at) => {
    expect(reached(state, 0, 1) === 0).toBe(look((moment) => covers[at].reached(moment)));
  });
}

const systems = scenarios.flatMap((scenario) =>
  scenario.mappings.map((mapping) => [scenario.id, mapping, scenario] as const),
);

describe("compiled code and reference agree", () => {
  it.each(systems)("on random reachable states of %s, %s", (_, mapping, scenario) => {
    const speaking = invariants.filter(({ mappings }) => mappings.includes(mapping));
    const compiled = compile(systemOf(scenario, "6.1", mapping, speaking));
    const walk = fc.array(fc.nat(), { minLength: 1, maxLength: 150, size: "max" });
    fc.assert(
      fc.property(walk, (picks) => {
        const reference = new Reference(compiled);
        let codes = reference.initial;
        for (const pick of picks) {
          const steps = reference.successors(codes);
          codes = steps[pick % steps.length].after;
        }
        expectSamePredicates(compiled, codes);
        const state = pack(compiled, codes);
        expect(unpack(compiled, state)).toEqual(codes);
        expect(compiledSuccessors(compiled, state)).toEqual(referenceSuccessors(compiled, state));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("on every state of a small configuration, successor by successor", () => {
    const scenario = scenarios.find(({ id }) => id === "zap-race");
    if (scenario === undefined) throw new Error("no scenario");
    const speaking = invariants.filter(({ mappings }) => mappings.includes("shmem"));
    const compiled = compile(systemOf(scenario, "6.1", "shmem", speaking));
    const { table, states } = explore(compiled);
    let looked = 0;
    for (const state of table.all()) {
      expectSamePredicates(compiled, unpack(compiled, state));
      expect(compiledSuccessors(compiled, state)).toEqual(referenceSuccessors(compiled, state));
      looked += 1;
    }
    expect(looked).toBe(states);
    expect(table.has(initialState(compiled))).toBe(true);
  });

  it.each([
    ["zap-race", "write-notify"],
    ["fork-uffd-wp", "shmem-uffd-wp"],
    ["gup-write", "write-notify"],
  ] as const)("on the counts of %s, %s, by a naive search", (id, mapping) => {
    const scenario = scenarios.find((one) => one.id === id);
    if (scenario === undefined) throw new Error("no scenario");
    const compiled = compile(systemOf(scenario, "6.12", mapping, []));
    const { states, transitions, depth } = explore(compiled);
    expect({ states, transitions, depth }).toEqual(exploreNaively(compiled));
  });

  it("on the counts of the toy", () => {
    const compiled = compile(toy(2, 1));
    const { states, transitions, depth } = explore(compiled);
    expect({ states, transitions, depth }).toEqual(exploreNaively(compiled));
  });
});

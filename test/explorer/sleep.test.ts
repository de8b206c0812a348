import { describe, expect, it } from "vitest";
import { toy } from "../../bench/toy.ts";
import {
  allPasses,
  type Compiled,
  compile,
  Independence,
  noPasses,
} from "../../explorer/compile/index.ts";
import { exploreNaively } from "../../explorer/reference/index.ts";
import { type Bounds, type Exploration, explore } from "../../explorer/search/index.ts";
import { invariants } from "../../invariants/index.ts";
import { language, range, type System } from "../../model/language/index.ts";
import { kernelsOf, scenarios, systemOf } from "../../scenarios/index.ts";
import { verdictsOf } from "./verdicts.ts";

/** All of a search that does not depend on the order in which states are found. */
function factsOf(exploration: Exploration) {
  const { table, states, transitions, depth, bound, taken } = exploration;
  const reached = [...table.all()].map(String).sort();
  const verdicts = verdictsOf(exploration);
  return { reached, states, transitions, depth, bound, taken: [...taken], verdicts };
}

/** Explores with the rule and without, which must find the same; gives the search with it. */
function exploreTwice<S>(compiled: Compiled<S>, bounds: Bounds = {}): Exploration {
  const asleep = explore(compiled, bounds);
  const awake = explore(compiled, { ...bounds, sleep: false });
  expect(factsOf(asleep)).toEqual(factsOf(awake));
  expect(awake.lookups).toBe(awake.transitions);
  return asleep;
}

const state = { flag: range(2), seen: range(3), other: range(2) };
const words = language<typeof state, null, null>();

/** One writes the flag, one does something with what it reads there. */
function flagAndReader(): System<unknown> {
  const writer = words.procedure("writer", "a test", {
    steps: {
      write: ({ s }) => {
        s.flag = 1;
        return "done";
      },
    },
  });
  const reader = words.procedure("reader", "a test", {
    steps: {
      read: ({ s }) => {
        s.seen = s.flag === 1 ? 2 : 1;
        return "done";
      },
    },
  });
  const actors = [
    words.actor("writer", writer, { self: null }),
    words.actor("reader", reader, { self: null }),
  ];
  return words.system({ name: "flag", state, kernel: null, actors }) as System<unknown>;
}

describe("what is asleep is not looked up, and", () => {
  it("the toy has all its states, transitions and depth", () => {
    const found = exploreTwice(compile(toy(2, 1)));
    expect(exploreNaively(toy(2, 1))).toMatchObject({
      states: found.states,
      transitions: found.transitions,
      depth: found.depth,
    });
    expect(found.lookups).toBeLessThan(found.transitions / 2);
  });

  const small = scenarios.flatMap((scenario) =>
    scenario.mappings
      .filter((mapping) => mapping.startsWith("shmem") && !scenario.id.startsWith("open"))
      .map((mapping) => [scenario.id, mapping, scenario] as const),
  );

  it.each(small)("%s, %s is the same with and without passes", (_, mapping, scenario) => {
    const asked = invariants.filter(({ mappings }) => mappings.includes(mapping));
    const [kernel] = kernelsOf(scenario, mapping).slice(-1);
    for (const passes of [allPasses, noPasses]) {
      const compiled = compile(systemOf(scenario, kernel, mapping, asked), { passes });
      const found = exploreTwice(compiled);
      expect(found.bound).toBeNull();
      expect(found.lookups).toBeLessThan(found.transitions);
    }
  });
});

describe("a read that the table misses", () => {
  it("loses states, so it is found", () => {
    const compiled = compile(flagAndReader());
    expect(exploreTwice(compiled).states).toBe(5);
    const blind = new Independence(compiled, ({ path }) => path !== "flag");
    expect(explore({ ...compiled, independence: () => blind }).states).toBe(4);
  });

  it("loses states of the toy too", () => {
    const compiled = compile(toy(2, 1));
    const blind = new Independence(compiled, ({ path }) => !path.startsWith("proc"));
    const found = explore({ ...compiled, independence: () => blind });
    expect(found.states).toBeLessThan(explore(compiled).states);
  });
});

import { isDeepStrictEqual } from "node:util";
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
import { type Exploration, explore } from "../../explorer/search/index.ts";
import { invariants } from "../../invariants/index.ts";
import { language, range, type System, type ValuesOf } from "../../model/language/index.ts";
import { kernelsOf, scenarios, systemOf } from "../../scenarios/index.ts";
import { verdictsOf } from "./verdicts.ts";

/** All of a search that does not depend on the order in which states are found. */
function factsOf(exploration: Exploration) {
  const { table, states, transitions, depth, bound, taken } = exploration;
  const reached = [...table.all()].map(String).sort();
  const verdicts = verdictsOf(exploration);
  return { reached, states, transitions, depth, bound, taken: [...taken], verdicts };
}

/** Explores in every way there is, all of which must find the same; gives the search with WebAssembly and sleep. */
function exploreEveryWay<S>(compiled: Compiled<S>): Exploration {
  const first = explore(compiled);
  const facts = factsOf(first);
  for (const engine of ["wasm", "js"] as const) {
    for (const sleep of [true, false]) {
      const found = explore(compiled, { engine, sleep });
      expect(found.engine).toBe(engine);
      expect({ engine, sleep, ...factsOf(found) }).toEqual({ engine, sleep, ...facts });
      if (!sleep) expect(found.lookups).toBe(found.transitions);
    }
  }
  return first;
}

const state = { flag: range(2), seen: range(3), other: range(2) };
type SmallState = ValuesOf<typeof state>;
const words = language<typeof state, null, null>();

/** One writes the flag, one does something with what it reads there. */
function flagAndReader(): System<SmallState> {
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
  return words.system({
    name: "flag",
    state,
    kernel: null,
    actors,
    properties: [
      {
        id: "reads no 1",
        over: "steps",
        procedures: [reader],
        antecedent: () => true,
        holds: (before, after) => before.s.seen === after.s.seen || after.s.seen !== 2,
      },
    ],
  }) as System<SmallState>;
}

/** Seven actors that write constants, some into each of the words but the last, where all of them stand. */
function wide(count: number): System<unknown> {
  const fields = Array.from({ length: count - 1 }, (_, at) => `f${at}`);
  const wideState = Object.fromEntries(fields.map((field) => [field, range(2 ** 30)]));
  const { procedure, actor, system } = language<typeof wideState, null, null>();
  const actors = Array.from({ length: 7 }, (_, at) => {
    const write = (s: Record<string, number>, code: number) => {
      for (const field of fields.filter((__, place) => place % 7 === at)) s[field] = code;
    };
    const main = procedure(`main${at}`, "a test", {
      steps: {
        one: ({ s }) => {
          write(s, 1);
          return "two";
        },
        two: ({ s }) => {
          write(s, 2 ** 29 + 1);
          return "done";
        },
      },
    });
    return actor(`actor${at}`, main, { self: null });
  });
  return system({ name: "wide", state: wideState, kernel: null, actors }) as System<unknown>;
}

describe("with every engine, whether or not what is asleep is looked up,", () => {
  it("the toy has all its states, transitions and depth", () => {
    const found = exploreEveryWay(compile(toy(2, 1)));
    expect(exploreNaively(toy(2, 1))).toMatchObject({
      states: found.states,
      transitions: found.transitions,
      depth: found.depth,
    });
    expect(found.lookups).toBeLessThan(0.6 * found.transitions);
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
      const found = exploreEveryWay(compiled);
      expect(found.bound).toBeNull();
      expect(found.lookups).toBeLessThan(found.transitions);
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 17])("states of %i words are told apart", (count) => {
    const compiled = compile(wide(count));
    expect(compiled.layout.words).toBe(count);
    expect(exploreEveryWay(compiled)).toMatchObject({ states: 3 ** 7, depth: 14, deadlock: -1 });
  });

  it("a table that grows again and again loses nothing", () => {
    const found = exploreEveryWay(compile(toy(3, 1)));
    expect(found).toMatchObject({ states: 65_291, transitions: 421_556 });
  });

  it("steps that break a law are seen, asleep or not", () => {
    const found = exploreEveryWay(compile(flagAndReader()));
    expect(found.properties).toMatchObject([{ violation: { state: 1 }, isAsked: true }]);
  });
});

describe("a read that the table misses", () => {
  it("loses states, so it is found", () => {
    const compiled = compile(flagAndReader());
    expect(exploreEveryWay(compiled).states).toBe(5);
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

describe("a law that is asked only after what it reads was written", () => {
  const law: System<SmallState>["properties"][number] = {
    id: "sees no 1",
    over: "states",
    antecedent: () => true,
    holds: ({ s }) => s.seen !== 2,
  };
  const compiled = compile({ ...flagAndReader(), properties: [law] });

  it("is broken where it is when it is always asked", () => {
    const found = exploreEveryWay(compiled);
    expect(found.properties).toMatchObject([{ violation: { transition: null } }]);
  });

  it("would not be found broken if a write were missed", () => {
    const without = { ...compiled, wasm: blind };
    expect(explore(without).properties).toMatchObject([{ violation: null }]);
  });

  function blind(sleep: Independence | null) {
    const program = compiled.wasm(sleep);
    return program && { ...program, alarms: program.alarms.map(() => 0) };
  }
});

describe("a wrong mask in the emitted code", () => {
  it("is found, whichever mask of the flag and its reader it is", () => {
    const compiled = compile({ ...flagAndReader(), properties: [] });
    const right = factsOf(explore(compiled));
    const program = compiled.wasm(null);
    if (program === null) throw new Error("it is not too large");
    const masks = [...program.bytes.keys()].filter((at) => isMask(program.bytes, at));
    const unseen = masks.filter((at) => {
      const bytes = program.bytes.slice();
      bytes[at + 1] = 0;
      const wrong = { ...compiled, wasm: () => ({ ...program, bytes }) };
      return isDeepStrictEqual(factsOf(explore(wrong, { sleep: false, maxStates: 1_000 })), right);
    });
    expect({ masks: masks.length, unseen }).toEqual({ masks: 3, unseen: [] });
  });
});

/** Does an AND with a constant of one byte stand there? */
function isMask(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x41 && bytes[at + 1] < 0x40 && bytes[at + 2] === 0x71;
}

import { describe, expect, it, vi } from "vitest";
import { toy } from "../../bench/toy.ts";
import { compile } from "../../explorer/compile/index.ts";
import { type Bounds, explore, newBatch, StateTable } from "../../explorer/search/index.ts";
import {
  blocked,
  first,
  language,
  outOfScope,
  range,
  type System,
} from "../../model/language/index.ts";
import { procedure, type SmallState, smallSystem } from "../language/smallSystem.ts";

const counter = procedure("counter", "a test", {
  locals: {},
  steps: {
    count: ({ s }) => {
      if (s.number === 4) return blocked;
      s.number += 1;
      return "count";
    },
  },
});

function counterWith(more: Partial<System<SmallState, null>> = {}) {
  return explore(compile(smallSystem(counter, more)));
}

/** No error, and there were steps to ask about. */
const asked = { error: null, isAsked: true };

describe("the search", () => {
  it.each<[keyof Bounds, number, string]>([
    ["maxStates", 1000, "states"],
    ["maxDepth", 5, "depth"],
    ["maxSeconds", 1e-9, "time"],
    ["maxMemory", 1, "memory"],
  ])("stops at %s and says so", (bound, value, hit) => {
    const found = explore(compile(toy(3, 1)), { [bound]: value });
    expect(found.bound).toBe(hit);
    expect(found.states).toBeLessThan(65_291);
  });

  it("is complete when a bound is met by the very last state", () => {
    expect(explore(compile(toy(2, 1)), { maxStates: 3_211 })).toMatchObject({ bound: null });
    expect(explore(compile(toy(2, 1)), { maxStates: 3_210 })).toMatchObject({ bound: "states" });
  });

  it("is complete at a depth that is just enough", () => {
    const { depth } = explore(compile(toy(2, 1)));
    expect(explore(compile(toy(2, 1)), { maxDepth: depth + 1 })).toMatchObject({
      bound: null,
      states: 3_211,
    });
  });

  it("finds the first state in which nothing can happen", () => {
    expect(counterWith()).toMatchObject({ states: 5, transitions: 4, depth: 4, deadlock: 4 });
  });

  it("does not take a finished system for a deadlock", () => {
    const main = procedure("main", "a test", { locals: {}, steps: { only: () => "done" } });
    expect(explore(compile(smallSystem(main)))).toMatchObject({ states: 2, deadlock: -1 });
  });

  it("finds the shallowest violation, a witness of the antecedent, and covers", () => {
    const found = counterWith({
      properties: [
        {
          id: "below-3",
          over: "states",
          antecedent: ({ s }) => s.number > 0,
          holds: ({ s }) => s.number < 3,
        },
        {
          id: "never-said",
          over: "states",
          antecedent: ({ s }) => s.flag,
          holds: ({ s }) => !s.flag,
        },
        {
          id: "not-3-to-4",
          over: "steps",
          procedures: [counter],
          antecedent: () => true,
          holds: (before, after) => !(before.s.number === 3 && after.s.number === 4),
        },
      ],
      covers: [
        { id: "two", reached: ({ s }) => s.number === 2 },
        { id: "flag", reached: ({ s }) => s.flag },
      ],
    });
    expect(found.properties).toEqual([
      { id: "below-3", violation: { state: 3, transition: null }, witness: 1, ...asked },
      { id: "never-said", violation: null, witness: -1, ...asked },
      {
        id: "not-3-to-4",
        violation: { state: 3, transition: expect.any(Number) },
        witness: 0,
        ...asked,
      },
    ]);
    expect(found.covers).toMatchObject([
      { id: "two", state: 2 },
      { id: "flag", state: -1 },
    ]);
  });

  it("is not complete where a step wants more than the scope has, and goes on", () => {
    const allocate = procedure("allocate", "a test", {
      steps: {
        only: ({ s }) => {
          const free = first(s.entries, ({ kind }) => kind === "none");
          if (free === null) return outOfScope("a fourth entry");
          s.entries[free] = { kind: "swap", type: 1 };
          return "only";
        },
      },
    });
    const compiled = compile(smallSystem(allocate));
    const found = explore(compiled);
    expect(found).toMatchObject({ states: 4, transitions: 3, bound: "scope", deadlock: -1 });
    expect(found.outOfScope).toMatchObject({ state: 3 });
    expect(compiled.transitions.map(({ outOfScope: what }) => what)).toContain("a fourth entry");
  });

  it("is not complete if time is over within a last level of which nothing more was found", () => {
    const numbers = Array.from({ length: 300 }, (_, at) => at);
    const state = { a: range(300), b: range(300) };
    const words = language<typeof state, null, null>();
    const main = words.procedure("main", "a test", {
      steps: {
        a: ({ s, choose }) => {
          s.a = choose(numbers);
          return "b";
        },
        b: ({ s, choose }) => {
          s.b = choose(numbers);
          return "stop";
        },
        stop: () => blocked,
      },
    });
    const actors = [words.actor("actor", main, { self: null })];
    const compiled = compile(words.system({ name: "wide", state, kernel: null, actors }));
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
    const late = explore(compiled, { maxSeconds: 1 }, ({ depth }) => {
      if (depth === 2) now = 5_000;
    });
    clock.mockRestore();
    expect(late).toMatchObject({ states: 90_301, bound: "time" });
    expect(explore(compiled)).toMatchObject({ states: 90_301, bound: null });
  });

  it("stops as soon as all that it is for is found", () => {
    const properties = [
      { id: "a", over: "states", antecedent: () => true, holds: ({ s }) => s.number < 2 },
      { id: "b", over: "states", antecedent: () => true, holds: ({ s }) => s.number < 3 },
    ] satisfies System<SmallState, null>["properties"];
    const compiled = compile(smallSystem(counter, { properties }));
    expect(explore(compiled, { until: ["a"] })).toMatchObject({ states: 3, depth: 2 });
    expect(explore(compiled, { until: ["a", "b"] })).toMatchObject({ states: 4, depth: 3 });
  });

  it("counts self-loops as transitions", () => {
    const spin = procedure("spin", "a test", { locals: {}, steps: { only: () => "only" } });
    expect(explore(compile(smallSystem(spin)))).toMatchObject({
      states: 1,
      transitions: 1,
      depth: 0,
    });
  });

  it("counts each option of a choice as a transition", () => {
    const pick = procedure("pick", "a test", {
      locals: {},
      steps: {
        only: ({ choose }) => {
          choose(["one", "two", "three"]);
          return "done";
        },
      },
    });
    expect(explore(compile(smallSystem(pick)))).toMatchObject({ states: 2, transitions: 3 });
  });
});

describe("the state table", () => {
  it("grows without a fixed cap and forgets nothing", () => {
    const table = new StateTable(3, 10);
    const total = 300_000;
    const size = 1000;
    const batch = newBatch(3, size);
    for (let from = 0; from < total; from += size) {
      for (let at = 0; at < size; at += 1) batch.states.set([1, from + at, 7 * at], 3 * at);
      table.reserve(size);
      table.insert(batch, size);
      table.insert(batch, size);
    }
    expect(table.count).toBe(total);
    expect(table.has(Int32Array.of(1, 2500, 7 * 500))).toBe(true);
    expect(table.has(Int32Array.of(1, 2500, 7 * 501))).toBe(false);
    expect([...table.all()]).toHaveLength(total);
  });

  it("tells apart states that differ in one bit of any word", () => {
    const table = new StateTable(2, 10);
    const batch = newBatch(2, 63);
    for (let bit = 0; bit < 63; bit += 1) {
      const words = [1, 0];
      words[(bit + 1) >> 5] |= 1 << ((bit + 1) & 31);
      batch.states.set(words, 2 * bit);
    }
    table.reserve(63);
    table.insert(batch, 63);
    expect(table.count).toBe(63);
  });
});

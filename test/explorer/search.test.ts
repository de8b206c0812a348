import { describe, expect, it } from "vitest";
import { toy } from "../../bench/toy.ts";
import { compile } from "../../explorer/compile/index.ts";
import { type Bounds, explore, newBatch, StateTable } from "../../explorer/search/index.ts";
import { blocked, type System } from "../../model/language/index.ts";
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

function counterWith(more: Partial<System<SmallState>> = {}) {
  return explore(compile(smallSystem(counter, more)));
}

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
      { id: "below-3", violation: { state: 3, transition: null }, witness: 1 },
      { id: "never-said", violation: null, witness: -1 },
      { id: "not-3-to-4", violation: { state: 3, transition: expect.any(Number) }, witness: 0 },
    ]);
    expect(found.covers).toEqual([
      { id: "two", state: 2 },
      { id: "flag", state: -1 },
    ]);
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

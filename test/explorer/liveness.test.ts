import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPasses, compile, keepingSteps, noPasses } from "../../explorer/compile/index.ts";
import { explore, liveness, movesOf, moveText } from "../../explorer/search/index.ts";
import {
  bool,
  LanguageError,
  language,
  outOfScope,
  type System,
  waitUntil,
} from "../../model/language/index.ts";
import { buildSystem } from "../random/buildSystem.ts";
import { Systems } from "../random/generate/index.ts";
import { naiveLiveness } from "./naiveLiveness.ts";

describe("liveness on random systems", () => {
  const seen = { compared: 0, endless: 0, waiting: 0, retrying: 0 };

  /** What differs from the reference; null if nothing does, or the system is refused or too large. */
  function difference(system: System): string | null {
    try {
      const naive = naiveLiveness(system, 150);
      if (naive === null) return null;
      const { states, ...wanted } = naive;
      seen.compared += 1;
      seen.endless += Math.min(naive.endless, 1);
      seen.waiting += Math.min(naive.waiting.length, 1);
      seen.retrying += Math.min(naive.retrying.length, 1);
      for (const passes of [noPasses, keepingSteps(allPasses)]) {
        const found = liveness(compile(system, { passes }), 300);
        const [waiting, retrying] = [found?.waiting, found?.retrying].map((some) =>
          some?.map(({ actor }) => actor),
        );
        const endless = found?.endless?.states ?? 0;
        const isSame =
          passes === noPasses
            ? states === found?.states && endless === naive.endless
            : endless > 0 === naive.endless > 0;
        const told = JSON.stringify({ endless, waiting, retrying, states: found?.states });
        const same =
          JSON.stringify({ waiting, retrying }) ===
          JSON.stringify({ waiting: naive.waiting, retrying: naive.retrying });
        if (!isSame || !same) return `${told}, not ${JSON.stringify({ states, ...wanted })}`;
      }
      return null;
    } catch (error) {
      if (error instanceof LanguageError) return null;
      throw error;
    }
  }

  it("is what the reference finds", () => {
    const systems = fc.sample(new Systems(), { seed: 77, numRuns: 300 });
    const wrong = systems.flatMap((ast) => difference(buildSystem(ast)) ?? []);
    expect(wrong).toEqual([]);
    expect(seen.compared).toBeGreaterThan(150);
    for (const what of [seen.endless, seen.waiting, seen.retrying])
      expect(what).toBeGreaterThan(10);
  });
});

const state = { a: bool, b: bool, on: bool } as const;
const { procedure, actor, system } = language<typeof state, null, null>();

/** Takes two locks in an order, and gives them back. */
const taker = (name: string, first: "a" | "b", second: "a" | "b") => {
  const main = procedure(name, "a test", {
    steps: {
      first: ({ s }) => {
        waitUntil(!s[first]);
        s[first] = true;
        return "second";
      },
      second: ({ s }) => {
        waitUntil(!s[second]);
        s[second] = true;
        return "unlock";
      },
      unlock: ({ s }) => {
        s.a = false;
        s.b = false;
        return "done";
      },
    },
  });
  return actor(name, main, { self: null });
};

const running = procedure("runner", "a test", {
  steps: {
    run: ({ s }) => {
      s.on = !s.on;
      return "run";
    },
  },
});

/** Tries until a lock is free, without waiting for it. */
const trying = procedure("trier", "a test", {
  steps: {
    begin: () => "try",
    try: ({ s }) => {
      if (s.a) return "again";
      return "done";
    },
    again: () => "try",
  },
});

const runner = actor("runner", running, { self: null });
const trier = actor("trier", trying, { self: null });

function found(actors: readonly ReturnType<typeof taker>[], maxStates = 1000) {
  const made = system({ name: "a test", state, sizes: {}, kernel: null, actors });
  const compiled = compile(made, { passes: noPasses });
  const live = liveness(compiled, maxStates);
  const told = (way: readonly number[] = []) => movesOf(compiled, way).map(moveText);
  return { live, told, deadlock: explore(compiled).deadlock };
}

describe("liveness", () => {
  it("finds two locks in opposite order beside a third that runs on, which is no deadlock", () => {
    const { live, told, deadlock } = found([taker("p", "a", "b"), taker("q", "b", "a"), runner]);
    expect(deadlock).toBe(-1);
    expect(live?.waiting.map((one) => [one.actor, told(one.way)])).toEqual([
      [0, ["p: p.first", "q: q.first"]],
      [1, ["p: p.first", "q: q.first"]],
    ]);
    expect(told(live?.endless?.way)).toEqual(["p: p.first", "q: q.first"]);
  });

  it("finds nothing where the order is the same", () => {
    const { live, deadlock } = found([taker("p", "a", "b"), taker("q", "a", "b"), runner]);
    expect(deadlock).toBe(-1);
    expect(live).toMatchObject({ endless: null, waiting: [], retrying: [] });
  });

  it("says who goes round, and how", () => {
    const { live, told } = found([taker("p", "a", "b"), trier]);
    expect(live).toMatchObject({ endless: null, waiting: [] });
    expect(live?.retrying.map(({ actor: of, way, cycle }) => [of, told(way), told(cycle)])).toEqual(
      [[1, ["p: p.first", "trier: trier.begin"], ["trier: trier.try", "trier: trier.again"]]],
    );
  });

  it("says where a step leaves the scope, as nothing is known of what comes then", () => {
    const leaving = procedure("leaving", "a test", {
      steps: { leave: ({ s }) => (s.on ? outOfScope("a test") : "done") },
    });
    const leaver = actor("leaver", leaving, { self: null });
    expect(found([leaver, runner]).live).toMatchObject({ cut: "scope" });
    expect(found([taker("p", "a", "b"), runner]).live).toMatchObject({ cut: null });
  });

  it("gives up where there are too many states", () => {
    expect(found([taker("p", "a", "b"), runner], 2).live).toBe(null);
  });
});

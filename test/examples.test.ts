import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isInstalled, numberIn, run } from "../crosscheck/index.ts";
import { bakery } from "../examples/bakery.ts";
import { counter } from "../examples/counter.ts";
import { german } from "../examples/german.ts";
import { peterson } from "../examples/peterson.ts";
import { twoPhaseCommit } from "../examples/two-phase-commit.ts";
import { allPasses, compile, noPasses } from "../explorer/compile/index.ts";
import { exploreNaively } from "../explorer/reference/index.ts";
import { type Exploration, explore } from "../explorer/search/index.ts";
import type { System } from "../model/language/index.ts";

/** The classics, with the numbers of states and transitions that others count too (see each file). */
const classics: readonly [string, () => System, number, number][] = [
  ["counter", () => counter as System, 16, 16],
  ["peterson", peterson as () => System, 26, 44],
  ["bakery, 2 customers, tickets to 9", () => bakery(2, 9) as System, 1_506, 2_697],
  ["bakery, 3 customers, tickets to 4", () => bakery(3, 4) as System, 32_919, 85_061],
  ["german, 2 nodes", () => german(2, 2) as System, 3_381, 9_888],
  ["german, 3 nodes", () => german(3, 2) as System, 58_077, 235_764],
  ["two-phase commit, 3 managers", () => twoPhaseCommit(3) as System, 288, 1_145],
  ["two-phase commit, 5 managers", () => twoPhaseCommit(5) as System, 8_832, 58_145],
  ["two-phase commit, 6 managers", () => twoPhaseCommit(6) as System, 50_816, 402_305],
  ["two-phase commit, 7 managers", () => twoPhaseCommit(7) as System, 296_448, 2_744_705],
];

/** What a search says, without what depends on how many steps there are. */
function verdictsOf({ properties, covers, deadlock, error, bound }: Exploration) {
  return {
    properties: properties.map(({ id, violation, witness, error }) => {
      return { id, isViolated: violation !== null, isSeen: witness >= 0, isError: error !== null };
    }),
    covers: covers.map(({ id, state }) => ({ id, isReached: state >= 0 })),
    isDeadlocked: deadlock >= 0,
    isError: error !== null,
    bound,
  };
}

describe("the classics", () => {
  it.each(classics)(
    "%s has the states and transitions that are known",
    (_, system, states, transitions) => {
      const found = explore(compile(system(), { passes: noPasses }));
      expect(found).toMatchObject({ states, transitions });
    },
  );

  it.each(classics)("%s holds, and every property says something", (name, system) => {
    const { properties, covers, ...rest } = verdictsOf(explore(compile(system())));
    for (const { isViolated, isSeen, isError } of properties) {
      expect([isViolated, isSeen, isError]).toEqual([false, true, false]);
    }
    expect(covers.every(({ isReached }) => isReached)).toBe(true);
    // The bakery runs out of tickets, and says so.
    const bound = name.startsWith("bakery") ? "scope" : null;
    expect(rest).toEqual({ isDeadlocked: false, isError: false, bound });
  });

  it.each(classics)("%s has the same verdicts with all passes", (_, system, states) => {
    const found = explore(compile(system(), { passes: allPasses }));
    expect(verdictsOf(found)).toEqual(verdictsOf(explore(compile(system()))));
    expect(found.states).toBeLessThanOrEqual(states);
  });

  it.each(classics.filter(([, , states]) => states < 5_000))(
    "%s is the same on the reference",
    (_, system) => {
      const found = explore(compile(system()));
      const naive = exploreNaively(system());
      const { states, transitions, depth } = naive;
      expect(found).toMatchObject({ states, transitions, depth });
      expect(naive.deadlock).toBeNull();
      expect(naive.error).toBeNull();
      expect(naive.outOfScope !== null).toBe(found.outOfScope !== null);
      expect(
        naive.properties.map(({ violated, witness }) => [violated === null, witness === null]),
      ).toEqual(
        found.properties.map(({ violation, witness }) => [violation === null, witness < 0]),
      );
    },
  );

  it("two-phase commit is as deep as TLC says, which counts from 1", () => {
    expect(explore(compile(twoPhaseCommit(3))).depth).toBe(11 - 1);
  });

  it.runIf(isInstalled("rumur") && isInstalled("gcc"))(
    "german.ts is the system of german.m",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "german-"));
      try {
        const text = readFileSync("examples/german.m", "utf8").replace("nodes: 2;", "nodes: 3;");
        writeFileSync(join(folder, "german.m"), text);
        const flags = ["--deadlock-detection", "off", "--color", "off"];
        await run(folder, "rumur", [...flags, "--output", "german.c", "german.m"]);
        const gcc = ["-O1", "-mcx16", "-std=c11", "-w", "-o", "german", "german.c", "-lpthread"];
        await run(folder, "gcc", gcc);
        const { report } = await run(folder, join(folder, "german"), []);
        expect(numberIn(report, /([\d,]+) states, /)).toBe(58_077);
        expect(numberIn(report, /, ([\d,]+) rules fired in/)).toBe(235_764);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe("the first model", () => {
  it("stands in the language's README as it does in examples/", () => {
    const [, shown] =
      /```ts\n([\s\S]*?)```/.exec(readFileSync("model/language/README.md", "utf8")) ?? [];
    // Laid out tighter there, and imported from outside the repository.
    const tight = (text: string) => text.replaceAll(/[\s,]/g, "");
    const model = readFileSync("examples/counter.ts", "utf8");
    const outside = model.replace("../model/language/index.ts", "ptecheck/language");
    expect(tight(shown ?? "")).toContain(tight(outside));
  });
});

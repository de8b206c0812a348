import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SystemAst } from "./ast.ts";
import type { Comparison } from "./compareEngines.ts";
import { Coverage } from "./coverageOf.ts";
import { Systems } from "./generate/index.ts";
import { printSystem } from "./printSystem.ts";
import { shrunk } from "./shrunk.ts";
import { tryOne } from "./tryOne.ts";

const count = 500;
const seed = 20_260_101;

/** In how many of the systems each form and result must be seen at least, or the test tests too little. */
const least: Readonly<Record<string, number>> = {
  "several actors": 400,
  "shape record": 150,
  "shape union": 200,
  "shape array": 150,
  "shape nullable": 150,
  "shape lock nullable": 60,
  "shape lock bool": 15,
  "union in a union": 20,
  "record in a union": 20,
  "array in a union": 10,
  "array of union": 10,
  "array of record": 10,
  "array of array": 5,
  "array of nothing": 1,
  "index of nothing": 1,
  some: 100,
  every: 100,
  count: 100,
  first: 100,
  is: 100,
  same: 100,
  sameField: 60,
  fact: 80,
  "nested quantifiers": 80,
  copy: 100,
  copyField: 60,
  update: 60,
  spread: 40,
  in: 40,
  choose: 300,
  "choose filtered": 80,
  "choose nothing": 5,
  for: 15,
  must: 15,
  throw: 15,
  waitUntil: 60,
  outOfScope: 20,
  blocked: 15,
  call: 150,
  "tail call": 40,
  "result of the same shape": 15,
  "result of another shape": 30,
  replaceStep: 30,
  extend: 30,
  original: 40,
  initialise: 150,
  agree: 400,
  refused: 15,
  "10 states or more": 200,
  "100 states or more": 40,
  "a deadlock": 70,
  "an error": 45,
  "out of scope": 8,
  "something violated": count / 3,
  "something holds": count / 3,
  "states violated: at once": 100,
  "states violated: deep": 10,
  "states violated: never": 100,
  "steps violated: at once": 60,
  "steps violated: deep": 3,
  "steps violated: never": 80,
  "states witness: never": 40,
  "states witness: deep": 5,
  "cover reached: at once": 100,
  "cover reached: deep": 10,
  "cover reached: never": 100,
  "states error: at once": 1,
  "steps error: at once": 1,
  "cover error: at once": 1,
};

const coverage = new Coverage();

/** What differs on a system, with the smallest one that still shows it; null if nothing does. */
function difference(ast: SystemAst, at: number): string | null {
  const effort = { maxStates: 1_500, seed: at, isThorough: false };
  const whatIn = (one: Comparison) => (one.kind === "differ" ? one.what : null);
  const comparison = tryOne(ast, effort);
  coverage.add(ast, comparison);
  const what = whatIn(comparison);
  if (what === null) return null;
  const smallest = shrunk(ast, (one) => whatIn(tryOne(one, effort)), 20);
  return `${what}\n${printSystem(smallest)}`;
}

describe("random systems", () => {
  let wrong: string[] = [];

  beforeAll(() => {
    const systems = fc.sample(new Systems(), { seed, numRuns: count });
    for (const [at, ast] of systems.entries()) {
      const what = difference(ast, at);
      if (what !== null) wrong = [`system ${at}: ${what}`];
      if (wrong.length > 0) return;
    }
  }, 120_000);

  it("mean the same to the compiler, its passes, and the reference", () => {
    expect(wrong).toEqual([]);
    expect(coverage.count).toBe(count);
  });

  it("use every form of the language, and come to every kind of result", () => {
    const rare = Object.entries(least)
      .filter(([name, wanted]) => coverage.of(name) < wanted)
      .map(([name, wanted]) => `${name}: ${coverage.of(name)} of ${wanted}`);
    expect(rare).toEqual([]);
  });

  it("are rarely too large to compare", () => {
    expect(coverage.of("skipped")).toBeLessThan(0.05 * count);
  });
});

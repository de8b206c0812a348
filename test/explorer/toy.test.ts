import { describe, expect, it } from "vitest";
import { toy } from "../../bench/toy.ts";
import { compile } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";

describe("the toy has the counts that TLC, Rumur and SPIN give it", () => {
  it.each([
    [2, 1, 3_211, 15_033],
    [3, 1, 65_291, 421_556],
    [2, 2, 2_936_446, 21_470_130],
  ])("with %i processes and %i pages", (procs, pages, states, transitions) => {
    const found = explore(compile(toy(procs, pages)));
    expect(found).toMatchObject({ states, transitions, bound: null, deadlock: -1 });
    expect(found.properties).toMatchObject([{ id: "trivial", violation: null }]);
  });
});

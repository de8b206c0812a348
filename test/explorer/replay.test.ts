import { describe, expect, it } from "vitest";
import { compiledOf, select } from "../../checks/index.ts";
import {
  type Exploration,
  explore,
  MisfitError,
  type Recording,
} from "../../explorer/search/index.ts";

const [subject] = select({
  scenarios: ["zap-race"],
  kernels: ["6.1"],
  mappings: ["write-notify"],
});
const { compiled } = compiledOf(subject);

/** What a search finds, and its recording. */
function recorded(engine: "js" | "wasm") {
  const levelEnds = [1];
  const found = explore(compiled, { engine }, ({ table }) => levelEnds.push(table.levelEnd));
  const { parents, leaves } = found.table;
  const recording: Recording = { parents, leaves, levelEnds };
  return { found, recording };
}

function factsOf({ table, states, seconds: _, bytes: __, ...found }: Exploration) {
  const [parents, leaves] = [table.parents, table.leaves].map((all) => [...all.slice(0, states)]);
  return { ...found, states, parents, leaves };
}

describe.each(["js", "wasm"] as const)("a search by %s that goes on", (engine) => {
  it("finds what it would have found, with the same numbers", () => {
    const { found, recording } = recorded(engine);
    const { levelEnds } = recording;
    const depth = levelEnds.length;
    expect(found).toMatchObject({ engine, bound: null });
    for (const levels of [1, 2, 20, depth - 1, depth]) {
      const begun = { ...recording, levelEnds: levelEnds.slice(0, levels) };
      expect(factsOf(explore(compiled, { engine, recording: begun }))).toEqual(factsOf(found));
    }
  });

  it("refuses a recording that leads elsewhere", () => {
    const { recording } = recorded(engine);
    const leaves = recording.leaves.slice();
    leaves[100] += 1;
    const levelEnds = recording.levelEnds.map((end, at) => (at === 10 ? end + 1 : end));
    for (const wrong of [{ leaves }, { levelEnds }]) {
      const misfit = { ...recording, ...wrong };
      expect(() => explore(compiled, { engine, recording: misfit })).toThrow(MisfitError);
    }
  });
});

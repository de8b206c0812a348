import { describe, expect, it } from "vitest";
import { check, checkInTurns, compiledOf, type Row, select } from "../../checks/index.ts";
import { explore, exploreInTurns } from "../../explorer/search/index.ts";

const selection = { scenarios: ["zap-race"], kernels: ["6.1", "6.12"], mappings: ["shmem"] };

function untimed({ seconds: _, ...row }: Row): Omit<Row, "seconds"> {
  return row;
}

describe("a check in turns", () => {
  it.each([{}, { proposal: "no-rewalk" }])("says what a check says: %j", async (more) => {
    const rows = await checkInTurns({ ...selection, ...more });
    expect(rows.map(untimed)).toEqual(check({ ...selection, ...more }).map(untimed));
    expect(rows.every(({ bound }) => bound === null)).toBe(true);
  });

  it("is incomplete where it is aborted, but for what is finished", async () => {
    const aborting = new AbortController();
    setTimeout(() => aborting.abort(), 700);
    // The second takes several seconds on each kernel.
    const both = { scenarios: ["zap-race", "open-shared-threads"], mappings: ["write-notify"] };
    const rows = await checkInTurns(both, { signal: aborting.signal, traces: false });
    const known = check({ ...both, scenarios: ["zap-race"] }, { traces: false }).map(untimed);
    const [left, finished] = [true, false].map((is) =>
      rows.filter(({ bound }) => (bound === "interrupted") === is),
    );
    expect(left.map(({ verdict }) => verdict)).toContain("incomplete");
    expect(left.every(({ verdict }) => verdict !== "holds")).toBe(true);
    expect(known).toEqual(expect.arrayContaining(finished.map(untimed)));
  });

  it("begins with nothing where it is aborted before", async () => {
    const rows = await checkInTurns(selection, { signal: AbortSignal.abort() });
    expect(rows.map(({ states, bound }) => ({ states, bound }))).toEqual(
      check(selection, { traces: false }).map(() => ({ states: 0, bound: "interrupted" })),
    );
  });
});

describe("a signal", () => {
  const [subject] = select({
    scenarios: ["zap-race"],
    kernels: ["6.12"],
    mappings: ["write-notify"],
  });
  const { compiled } = compiledOf(subject);

  it("ends a search, which is incomplete then", () => {
    const aborting = new AbortController();
    const whole = explore(compiled);
    const found = explore(compiled, { signal: aborting.signal }, ({ depth }) => {
      if (depth === 20) aborting.abort();
    });
    expect(whole.bound).toBe(null);
    expect(found).toMatchObject({ bound: "interrupted", depth: 21 });
    expect(found.states).toBeLessThan(whole.states);
  });

  it("that nobody aborts changes nothing", async () => {
    const { signal } = new AbortController();
    const { states, transitions, depth } = explore(compiled);
    expect(await exploreInTurns(compiled, { signal })).toMatchObject({
      ...{ states, transitions, depth, bound: null },
    });
  });
});

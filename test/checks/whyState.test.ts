import { describe, expect, it } from "vitest";
import { findScenario, subjectOf, whyState } from "../../checks/index.ts";
import { parseState } from "../../checks/states/index.ts";
import type { Entry } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { runHere } from "../cli/runHere.ts";

const zapRace = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null);
const system = systemOf(zapRace.scenario, zapRace.kernel, zapRace.mapping, []);

/** Does a condition hold in the initial state? */
function atFirst(text: string): boolean {
  const reference = new Reference(system);
  return reference.look(reference.initial, ({ s }) =>
    parseState(system, text).every(({ holds }) => holds(s)),
  );
}

describe("a condition", () => {
  it.each<[string, boolean]>([
    ["mm.P.mapped", true],
    ["!mm.P.mapped", false],
    ["mm.parent.mapped && !mm.child.mapped", true],
    ["mm.C.mapped || mm.P.mapped", true],
    ["mm.C.mapped || folio.dirty && mm.P.mapped", false],
    ['mm.P.pte[0] == "none" && mm.P.pte == "none" && mm.P.pte.kind == "none"', true],
    ["mm.P.pte.write || mm.P.pte.frame == 0", false],
    ["mm.P.pte.frame != 0", true],
    ["mm.P.ptl == null", true],
    ['mm.P.ptl == "zapper"', false],
    ["folio[0].mapcount < 1 && folio.mapcount >= 0", true],
    ["folio.mapcount > 0 || folio.mapcount != 0", false],
    ['mm.P.mmap_lock.readers["storer"]', false],
    ["tlb.cpu0.P[0][0].writeDirty == tlb.cpu1.P.writeDirty", true],
    ["true && !false", true],
  ])("%s is %s at first", (text, expected) => {
    expect(atFirst(text)).toBe(expected);
  });

  it.each<[string, string]>([
    ["mm.P.pt", 'mm.P has no "pt": did you mean ptl?'],
    ["foli.dirty", 'the state has no "foli": did you mean folio?'],
    ["mm.P", "mm.P is no single value"],
    ["mm.P.pte", "mm.P.pte[0] is not true or false"],
    ["mm.P.pte.writ", 'has no "writ": did you mean write?'],
    ["folio.dirty.more", 'folio[0].dirty has no "more"'],
    ['io.phase == "submited"', 'io.phase is never "submited": did you mean submitted?'],
    ['"submited" != io.phase', 'io.phase is never "submited"'],
    ["folio.dirty == 1", "folio[0].dirty is never 1"],
    ["folio.mapcount + 1 == 2", "a state cannot be asked for folio.mapcount + 1"],
    ["folio[", 'cannot read the state "folio["'],
    ["folio.dirty mm.P.mapped", "a state cannot be asked for several expressions"],
    ["", "a state cannot be asked for several expressions"],
    ["process.exit()", "a state cannot be asked for a CallExpression"],
    ["this", "a state cannot be asked for a ThisExpression"],
    ["constructor", 'the state has no "constructor"'],
    ["mm.__proto__", 'mm has no "__proto__"'],
  ])("%s is refused: %s", (text, error) => {
    expect(() => parseState(system, text)).toThrow(error);
  });
});

describe("why", () => {
  it("shows the shortest run to a state, which is so at its end and not before", () => {
    const state = 'mm.P.pte == "none" && tlb.cpu0.P.writeDirty && !folio.dirty';
    const why = whyState(zapRace, state, {});
    expect(why).toMatchObject({ verdict: "reached", nearest: [] });
    const { trace } = why;
    if (trace === null) throw new Error("no trace");
    const value = (entries: readonly Entry[], path: string) =>
      entries.find((entry) => entry.path.join(".") === path)?.value;
    expect(value(trace.last, "mm.P.pte.0")).toEqual({ kind: "none" });
    expect(value(trace.last, "tlb.cpu0.P.0.0.writeDirty")).toBe(true);
    expect(value(trace.last, "folio.0.dirty")).toBe(false);
    // A law in the way of the very same state is as far away as that.
    expect(whyState(zapRace, state, { maxStates: 100 }).verdict).toBe("incomplete");
    const [last] = trace.steps.at(-1)?.changes ?? [];
    expect(last).toMatchObject({ path: ["folio", "0", "dirty"], to: false });
  });

  it("says which part of a state there never is, and what the nearest states lack", () => {
    const state = "mm.P.pte.dirty && folio.mapcount == 2 && mm.P.pte.write && folio.dirty";
    const { verdict, parts, nearest } = whyState(zapRace, state, {});
    expect(verdict).toBe("never");
    expect(parts.map(({ isReached }) => isReached)).toEqual([true, false, true, true]);
    expect(nearest.map(({ lacks }) => lacks)).toEqual([["folio.mapcount == 2"]]);
  });

  it("finds parts that are never together, though each is", () => {
    const state = 'mm.P.pte == "none" && mm.P.pte == "present"';
    const { parts, nearest } = whyState(zapRace, state, {});
    expect(parts.map(({ isReached }) => isReached)).toEqual([true, true]);
    expect(nearest.map(({ lacks }) => lacks)).toEqual([
      ['mm.P.pte == "present"'],
      ['mm.P.pte == "none"'],
    ]);
    expect(nearest[1].trace.steps.length).toBeGreaterThan(3);
  });

  it("is a command, whose traces can be made again by theirs", async () => {
    const args = ["why", "zap-race", "-k", "6.1", "-m", "write-notify", "--state"];
    const reached = await runHere(...args, "folio.dirty", "--lanes");
    expect(reached).toMatchObject({ code: 0, err: "" });
    expect(reached.out).toMatch(/^Reached \(zap-race, Linux 6\.1, write-notify\): folio\.dirty\n/);
    expect(reached.out).toContain("--mapping write-notify --state folio.dirty");
    const never = await runHere(...args, 'mm.P.pte == "none" && mm.P.pte.write');
    expect(never.code).toBe(1);
    expect(never.out).toContain("  in some states: mm.P.pte.write\n");
    expect(never.out).toContain("It is so at first.");
    const bound = await runHere(...args, "folio.writeback && mm.C.mapped", "--max-states", "99");
    expect(bound.code).toBe(3);
    expect((await runHere(...args, "folio.dirt")).code).toBe(2);
    const json = JSON.parse((await runHere(...args, "folio.dirty", "--json")).out);
    expect(json).toMatchObject([{ verdict: "reached", trace: { end: "run", property: "run" } }]);
  });
});

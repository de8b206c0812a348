import { describe, expect, it } from "vitest";
import {
  findScenario,
  parseState,
  type StateError,
  subjectOf,
  suggestions,
  whyState,
} from "../../checks/index.ts";
import type { Entry } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { runHere } from "../cli/runHere.ts";

const zapRace = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null);
const system = systemOf(zapRace.scenario, zapRace.kernel, zapRace.mapping, []);

/** Does a condition hold in the initial state? */
function atFirst(text: string): boolean {
  const reference = new Reference(system);
  return reference.look(reference.initial, (moment) =>
    parseState(system, text).every(({ holds }) => holds(moment)),
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
    ["storer at user_thread.next", true],
    ["storer in user_thread && !(storer in store)", true],
    ["zapper at zap_pte_range.page_remove_rmap || disk in flusher", false],
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
    ["zappr in munmap", 'the system has no actor "zappr": did you mean zapper?'],
    ["zapper in munmp", 'there is no procedure "munmp": did you mean munmap?'],
    ["zapper at zap_pte_range", "zap_pte_range is a procedure, not a step of one"],
    ["zapper at zap_pte_range.page_remove_rma", "did you mean page_remove_rmap?"],
    ["zapper in zap_pte_range.page_remove_rmap", "zap_pte_range.page_remove_rmap is a step"],
    ["mm.zapper at munmap.next", "a state cannot be asked for mm.zapper"],
  ])("%s is refused: %s", (text, error) => {
    expect(() => parseState(system, text)).toThrow(error);
  });

  it.each<[string, string]>([
    ["mm.P.mapped && mm.P", "mm.P"],
    ["folio.dirty && mm.P.pt", "mm.P.pt"],
    ["mm.P.pte.write && mm.P.pte", "mm.P.pte"],
    ['folio[0].mapcount > 1 && folio.mapcount == "1x"', '"1x"'],
    ["zapper in munmap || zapper at zap_pte_range.x", "zap_pte_range.x"],
    ["folio.dirty && (zappr in munmap)", "zappr"],
    ["mm.P.mapped && ] folio.dirty", "] folio.dirty"],
  ])("%s is wrong at %s", (text, wrong) => {
    const failing = () => parseState(system, text);
    expect(failing).toThrow(/\(character \d+\)$/);
    try {
      failing();
    } catch (error) {
      const { from, to } = error as StateError;
      expect(text.slice(from, to)).toBe(wrong);
    }
  });

  it.each<[string, string]>([
    ["", "mm.P.mapped"],
    ["zapp", "zapper"],
    ["zapper ", "zapper at"],
    ["!folio.dirty && zapper at zap_p", "!folio.dirty && zapper at zap_pte_range.page_remove_rmap"],
    ["zapper in mun", "zapper in munmap"],
    ["(mm.P.pte.wr", "(mm.P.pte.write"],
    ["io.phase == ", 'io.phase == "submitted"'],
  ])("%s may go on as %s", (text, wanted) => {
    expect(suggestions(system, text)).toContain(wanted);
  });

  it("can be asked of every path that is suggested, of several folios too", () => {
    const { scenario } = subjectOf(findScenario("gup-fast-fork"), "5.8", "anonymous", null);
    const several = systemOf(scenario, "5.8", "anonymous", []);
    for (const path of ["tlb.", "mm.P.pte", "folio", "holdsOwn"].flatMap((start) => {
      return suggestions(several, start);
    })) {
      expect(() => parseState(several, `${path} == ${path}`)).not.toThrow();
    }
    for (const path of ["mm.", "tlb.", "folio.", "io.", "disk."].flatMap((start) =>
      suggestions(system, start),
    )) {
      expect(() => parseState(system, `${path} == ${path}`)).not.toThrow();
    }
    expect(suggestions(system, "folio.dirty ")).toEqual([]);
    expect(suggestions(system, "folio.dirt == ")).toEqual([]);
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

  it("knows where an actor stands, and looks on from any state", () => {
    const here = "zapper at zap_pte_range.page_remove_rmap && folio.dirty";
    const there = "folio.writeback && zapper in zap_pte_range";
    const first = whyState(zapRace, here, {}).trace;
    if (first === null) throw new Error("no trace");
    const places = first.positions.map(({ actor, stack }) => `${actor} ${stack.at(-1)}`);
    expect(places).toContain("zapper zap_pte_range.page_remove_rmap");
    const names = system.actors.map(({ name }) => name);
    const moves = first.steps.map(({ actor, choices }) => ({
      actor: names.indexOf(actor),
      choices,
    }));
    const on = whyState(zapRace, there, {}, () => {}, moves);
    expect(on).toMatchObject({ verdict: "reached", after: moves.length });
    expect(on.trace?.steps.slice(0, moves.length)).toEqual(first.steps);
    // It is so at once.
    expect(whyState(zapRace, here, {}, () => {}, moves).trace?.steps).toEqual(first.steps);
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

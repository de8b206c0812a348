import { describe, expect, it } from "vitest";
import {
  checkSystem,
  findInvariant,
  findScenario,
  resultOf,
  subjectOf,
  withExplanations,
} from "../../checks/index.ts";
import { allPasses, compile, keepingSteps } from "../../explorer/compile/index.ts";
import { Avoiding, explore, pathTo, statesAlong } from "../../explorer/search/index.ts";
import { bool, language, range } from "../../model/language/index.ts";
import { renderTrace } from "../../render/index.ts";

const state = { way: range(4), broken: bool };
const { procedure, actor, system } = language<typeof state, null, null>();

/** Goes to and fro, or down one of two ways, of which one leads nowhere but to the break. */
const walker = procedure("walker", "walks", {
  steps: {
    home: ({ choose }) => choose(["fro", "left", "right"] as const),
    fro: () => "home",
    left: () => "back",
    back: ({ choose }) => choose(["home", "trap"] as const),
    right: () => "trap",
    trap: () => "fall",
    fall: ({ s }) => {
      s.broken = true;
      return "home";
    },
  },
});
const other = procedure("other", "is of no use", { steps: { stay: () => "stay" } });
const maze = system({
  name: "maze",
  state,
  sizes: {},
  kernel: null,
  actors: [actor("walker", walker, { self: null }), actor("other", other, { self: null })],
  properties: [
    { id: "whole", over: "states", antecedent: () => true, holds: ({ s }) => !s.broken },
  ],
});

describe("what could have been otherwise", () => {
  const compiled = compile(maze, { passes: keepingSteps(allPasses) });
  const avoiding = new Avoiding(compiled, "whole", 1_000);
  const found = explore(compiled);
  const { violation } = found.properties[0];
  const without = (name: string) =>
    avoiding.isBrokenWithout((leaf) =>
      compiled.transitions[leaf].parts.some(({ position }) => position.step === name),
    );

  it("is a step without which it never breaks, or one that has another way", () => {
    expect(["home", "trap", "fall"].map(without)).toEqual([false, false, false]);
    expect(["fro", "left", "right", "back", "stay"].map(without)).toEqual(Array(5).fill(true));
  });

  it("is a state from which it can be kept, until there is no way home but through the break", () => {
    if (violation === null) throw new Error("it breaks");
    const moves = pathTo(compiled, found, violation);
    const states = statesAlong(compiled, moves);
    expect(moves.map(({ step }) => step)).toEqual(["home", "right", "trap", "fall"]);
    // Before its choice it is at home; "right" can only fall.
    expect(states.slice(0, -1).map((one) => avoiding.canBeKept(one))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const left = [
      { name: "walker", choices: [1] },
      { name: "walker", choices: [] },
    ];
    const [, chosen, taken] = statesAlong(compiled, left);
    expect([chosen, taken].map((one) => avoiding.canBeKept(one))).toEqual([true, true]);
    expect(() => statesAlong(compiled, [{ name: "walker", choices: [7] }])).toThrow("cannot");
  });

  it("is not known beyond a bound", () => {
    const bounded = new Avoiding(compiled, "whole", 1);
    expect(bounded.isBrokenWithout(() => false)).toBeNull();
  });
});

describe("the explanation of a counterexample", () => {
  const law = findInvariant("no-lost-store");
  const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null, [law]);
  const [{ rows }] = withExplanations([resultOf(checkSystem(subject))]);
  const [{ trace, explained }] = rows;

  it("names what mends it, and the first step that is another with that", () => {
    expect(explained?.repaired).toEqual([
      {
        by: "with the rule delayRmap (since 6.2)",
        step: expect.any(Number),
        instead:
          "zapper does zap_pte_range.tlb_flush_mmu_tlbonly, not zap_pte_range.page_remove_rmap",
      },
    ]);
    const step = explained?.repaired[0]?.step ?? 0;
    expect(trace?.steps[step - 1]).toMatchObject({ actor: "zapper", step: "page_remove_rmap" });
  });

  it("says that it could be avoided to the end, and which steps it needs", () => {
    expect(explained?.keptUntil).toBe((trace?.steps.length ?? 0) - 1);
    const needed = new Set(explained?.needed);
    const spare = trace?.steps.filter((_, at) => !needed.has(at + 1)) ?? [];
    expect(spare.length).toBeGreaterThan(0);
    // The stale translation is of a zap that has cleared the PTE; the storer need not fault in a special way.
    expect(spare.map(({ step }) => step)).not.toContain("page_remove_rmap");
  });

  it("is told below the trace, by the numbers of its lines", () => {
    if (trace === null) throw new Error("no trace");
    const text = renderTrace(trace, { explained });
    expect(text).toMatch(
      /^Needed: every line but 3, 6: each of these another run can do without\.$/m,
    );
    expect(text).toMatch(/^Inevitable: only with the last line; before it some run/m);
    expect(text).toMatch(/^Repaired: with the rule delayRmap \(since 6\.2\): line 14 differs: /m);
    expect(text).toMatch(/^ ?14\. .*page_remove_rmap/m);
    expect(renderTrace(trace)).not.toContain("Needed");
  });
});

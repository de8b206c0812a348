import { describe, expect, it } from "vitest";
import { bakery } from "../../examples/bakery.ts";
import { counter, worker } from "../../examples/counter.ts";
import { compile } from "../../explorer/compile/index.ts";
import { explore, report } from "../../explorer/search/index.ts";
import { blocked, must, replaceStep, type System } from "../../model/language/index.ts";
import { procedure, smallSystem } from "../language/smallSystem.ts";

function reportOf<S>(system: System<S>): string[] {
  const compiled = compile(system);
  return report(compiled, explore(compiled)).split("\n");
}

describe("the report", () => {
  it("tells what holds", () => {
    expect(reportOf(counter)).toEqual([
      "counter: 16 states, 16 transitions, depth 8, complete",
      "nothing-lost: holds",
    ]);
  });

  it("tells a shortest run to a violation", () => {
    const takeAnyway = replaceStep(worker, "lock", ({ s, self }) => {
      s.lock = self.me;
      return "read";
    });
    const [, verdict, ...run] = reportOf({ ...counter, changes: [takeAnyway] });
    expect(verdict).toBe("nothing-lost: violated");
    expect(run).toHaveLength(10);
    expect(run[0]).toBe("  p: worker.lock");
    expect(run.slice(-2)).toEqual([
      '  s: {"lock":null,"counter":1}',
      "  next: p finished, q finished",
    ]);
  });

  it("tells where the scope ends, and claims nothing", () => {
    const told = reportOf(bakery(2, 2));
    expect(told[0]).toContain("not complete (scope)");
    expect(told[1]).toBe("out of scope: a ticket");
    expect(told.at(-1)).toBe("mutual-exclusion: not known");
  });

  it("tells an error with its message, its advice and the step", () => {
    const main = procedure("main", "a test", {
      steps: {
        only: ({ s }) => {
          s.number += 3;
          return "only";
        },
      },
    });
    const told = reportOf(smallSystem(main));
    expect(told[0]).toContain("not complete (error)");
    expect(told[1]).toMatch(/^error: main, step only: number was given 6, .*\[domain\]$/);
    const before = { flag: false, colour: "red", number: 3, pair: { left: false, right: false } };
    const entries = [{ kind: "none" }, { kind: "none" }, { kind: "none" }];
    expect(told.slice(-4)).toEqual([
      "  actor: main.only",
      "  actor: main.only",
      `  s: ${JSON.stringify({ ...before, entries })}`,
      "  next: actor main.only",
    ]);
  });

  it("tells a deadlock, a property about nothing, and covers", () => {
    const main = procedure("main", "a test", { steps: { go: () => "stop", stop: () => blocked } });
    const told = reportOf(
      smallSystem(main, {
        properties: [
          { id: "never", over: "states", antecedent: ({ s }) => s.flag, holds: () => true },
        ],
        covers: [
          { id: "rest", reached: ({ s }) => !s.flag },
          { id: "flag", reached: ({ s }) => s.flag },
        ],
      }),
    );
    expect(told[3]).toMatch(/^ {2}s: \{"flag":false,/);
    expect(told.toSpliced(3, 1).slice(1)).toEqual([
      "deadlock",
      "  actor: main.go",
      "  next: actor main.stop",
      "never: vacuous: it was never about anything",
      "rest: reached",
      "flag: not reached",
    ]);
  });

  it("tells what a property of states throws, and where", () => {
    const main = procedure("main", "a test", { steps: { only: () => "done" } });
    const holds = ({
      actors,
    }: {
      actors: Record<number, { within(one: typeof main): boolean }>;
    }) => {
      if (!actors[0].within(main)) throw new Error("no");
      return true;
    };
    const told = reportOf(
      smallSystem(main, {
        properties: [{ id: "wrong", over: "states", antecedent: () => true, holds }],
      }),
    );
    expect(told[1]).toBe("wrong: error: it threw: no [throws]");
    expect(told[2]).toMatch(/^ {2}Where something is undefined or null/);
    expect(told[3]).toBe("  actor: main.only");
    expect(told.at(-1)).toBe("  next: actor finished");
  });

  it("tells what a property of steps throws", () => {
    const main = procedure("main", "a test", {
      steps: {
        only: ({ s }) => {
          s.flag = true;
          return "done";
        },
      },
    });
    const told = reportOf(
      smallSystem(main, {
        properties: [
          {
            id: "wrong",
            over: "steps",
            procedures: [main],
            antecedent: () => true,
            holds: (before, after) => {
              must(before.s.flag === after.s.flag, "the flag stays");
              return true;
            },
          },
        ],
      }),
    );
    expect(told[1]).toMatch(/^wrong: error: .*the flag stays.* \[assert\]$/);
    expect(told.at(-2)).toMatch(/^ {2}s: \{"flag":true,/);
  });

  it("tells that a run cannot be taken again, as of an impure step", () => {
    let runs = 0;
    const main = procedure("main", "a test", {
      steps: {
        first: () => {
          runs += 1;
          return runs === 1 ? "second" : "third";
        },
        second: () => "third",
        third: () => blocked,
      },
    });
    expect(reportOf(smallSystem(main)).slice(1)).toEqual([
      "deadlock",
      "  actor: main.first",
      "  actor: main.second",
      "  the reference does not follow this run: is a step impure? Compile with checkPurity.",
    ]);
  });
});

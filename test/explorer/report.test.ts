import { describe, expect, it } from "vitest";
import { bakery } from "../../examples/bakery.ts";
import { counter, worker } from "../../examples/counter.ts";
import { compile } from "../../explorer/compile/index.ts";
import { explore, report } from "../../explorer/search/index.ts";
import { blocked, replaceStep, type System } from "../../model/language/index.ts";
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
    expect(run).toHaveLength(8);
    expect(run[0]).toBe("  q: worker.lock");
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
    expect(told.slice(-2)).toEqual(["  actor: main.only", "  actor: main.only"]);
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
    expect(told.slice(1)).toEqual([
      "deadlock",
      "  actor: main.go",
      "never: vacuous: it was never about anything",
      "rest: reached",
      "flag: not reached",
    ]);
  });

  it("tells a property that itself is an error", () => {
    const main = procedure("main", "a test", { steps: { only: () => "done" } });
    const holds = () => {
      throw new Error("no");
    };
    const told = reportOf(
      smallSystem(main, {
        properties: [{ id: "wrong", over: "states", antecedent: () => true, holds }],
      }),
    );
    expect(told[1]).toBe("wrong: error: the property itself breaks a rule of the language");
  });
});

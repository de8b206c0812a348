import { describe, expect, it } from "vitest";
import { historyOf } from "../../checks/index.ts";
import { bugs } from "../../history/index.ts";
import { rules } from "../../model/kernels/index.ts";

describe("a bug of the past", () => {
  it.each(bugs.map((bug) => [bug.id, bug] as const))(
    "%s is refuted, mended, and refuted again without its fix",
    (_, bug) => {
      const { before, after, reverted } = historyOf(bug, { traces: false });
      expect([before.verdict, after.verdict, reverted.verdict]).toEqual([
        "violated",
        "holds",
        "violated",
      ]);
      // The scenario says so too: what it expects comes from the same rule.
      expect([before.met, after.met]).toEqual([true, true]);
    },
  );

  it("has the commit of its rule, and an id of its own", () => {
    for (const { fix } of bugs) expect(fix.commit).toBe(rules[fix.rule].commit);
    expect(new Set(bugs.map(({ id }) => id)).size).toBe(bugs.length);
  });
});

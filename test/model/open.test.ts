import { describe, expect, it } from "vitest";
import { checkSystem, subjectOf } from "../../checks/index.ts";
import { scenarios } from "../../scenarios/index.ts";

// Any operation in any order. On 6.12: what other kernels do is asked in smaller systems.

const open = scenarios
  .filter(({ isOpen }) => isOpen)
  .flatMap((scenario) =>
    scenario.mappings.map((mapping) => ({ id: scenario.id, scenario, mapping })),
  );

describe("an open scenario", () => {
  it.each(open)(
    "$id, $mapping: is visited whole, and shows what it expects",
    ({ scenario, mapping }) => {
      const subject = subjectOf(scenario, "6.12", mapping, null);
      const { exploration, rows } = checkSystem(subject, { traces: false });
      expect(exploration.bound).toBe(null);
      expect(rows.filter(({ met }) => !met)).toEqual([]);
      expect(rows.length).toBeGreaterThan(7);
    },
  );
});

import { describe, expect, it } from "vitest";
import { checkSystem, select } from "../../checks/index.ts";
import { noPasses } from "../../explorer/compile/index.ts";
import { invariants } from "../../invariants/index.ts";
import { scenarios } from "../../scenarios/index.ts";
import { pins } from "./pins.ts";

/** One line a system: what it is, its exact size, and its verdicts. */
function pinOf(checked: ReturnType<typeof checkSystem>): string {
  const { scenario, kernel, mapping } = checked.subject;
  const { states, transitions, depth } = checked.exploration;
  const verdicts = checked.rows.map(({ property, verdict }) => `${property} ${verdict}`).join(", ");
  return `${scenario.id} ${mapping} ${kernel}: ${states} ${transitions} ${depth}: ${verdicts}`;
}

const checked = select({}).map((subject) => checkSystem(subject, { passes: noPasses }));
const smaller = select({}).map((subject) => checkSystem(subject));

/** The verdicts of a system, and how long its traces are. */
function verdictsOf({ rows }: ReturnType<typeof checkSystem>): string[] {
  return rows.map(
    ({ property, verdict, trace }) => `${property} ${verdict} ${trace?.steps.length ?? ""}`,
  );
}

describe("scenarios", () => {
  // A number that changes needs a sentence in the commit: why does the model do more or less now?
  it("have exactly the states, transitions, depth and verdicts that are pinned", () => {
    expect(checked.map(pinOf)).toEqual(pins);
  });

  it("have the same verdicts and as short traces with all passes, in smaller systems", () => {
    expect(smaller.map(verdictsOf)).toEqual(checked.map(verdictsOf));
    for (const [at, { subject, exploration }] of smaller.entries()) {
      // A law about threads at rest keeps what they start apart from the start.
      const isAboutRest = subject.invariants.some(({ id }) => id === "locks-balanced");
      const most = isAboutRest ? 1 : 0.6;
      expect(exploration.states).toBeLessThan(most * checked[at].exploration.states);
    }
  });

  it("show what they expect, and nothing else", () => {
    const unmet = smaller.flatMap(({ rows }) => rows.filter(({ met }) => !met));
    expect(unmet).toEqual([]);
  });

  it("take every step on some kernel: no step of the model is dead", () => {
    const steps = new Map<string, boolean>();
    for (const { compiled, exploration } of checked) {
      for (const [id, { parts }] of compiled.transitions.entries()) {
        const [{ position }] = parts;
        const step = `${position.activation.procedure.name}.${position.step}`;
        steps.set(step, steps.get(step) || exploration.taken[id] === 1);
      }
    }
    expect([...steps].filter(([, taken]) => !taken)).toEqual([]);
    expect(steps.size).toBeGreaterThan(60);
  });

  it("name only invariants that exist, and expect only what they ask", () => {
    const known = invariants.map(({ id }) => id);
    for (const { asks, expects } of scenarios) {
      expect(known).toEqual(expect.arrayContaining([...asks]));
      expect(asks).toEqual(expect.arrayContaining(expects.map(({ violated }) => violated)));
    }
  });

  it("ask for every invariant", () => {
    const asked = new Set(scenarios.flatMap(({ asks }) => asks));
    expect(invariants.filter(({ id }) => !asked.has(id))).toEqual([]);
  });
});

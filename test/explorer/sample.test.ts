import { describe, expect, it } from "vitest";
import { expectedOf, findInvariant, findScenario, select, subjectOf } from "../../checks/index.ts";
import { sampleSubject } from "../../checks/sample/index.ts";

describe("stateful fast-check", () => {
  const options = { runs: 40_000, bursts: 100, seed: 20_210_407 };

  it("finds every refutation of the mail's scenarios", () => {
    const expected = select({}).flatMap((subject) => {
      const refuted = subject.invariants.filter(({ id }) => expectedOf(subject, id) === "violated");
      return refuted.length === 0 ? [] : [{ ...subject, invariants: refuted }];
    });
    const rows = expected.flatMap((subject) => sampleSubject(subject, options));
    expect(rows.filter(({ found }) => !found)).toEqual([]);
    expect(rows.length).toBeGreaterThan(20);
    for (const { trace, steps, isShortest, statesKnown } of rows) {
      expect(trace?.steps.length).toBeGreaterThan(0);
      expect(trace?.steps.length).toBeLessThanOrEqual(steps ?? 0);
      expect({ isShortest, statesKnown }).toEqual({ isShortest: true, statesKnown: null });
    }
  });

  it("replays a failure by its seed and path", () => {
    const lost = [findInvariant("no-lost-store")];
    const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null, lost);
    const [first] = sampleSubject(subject, options);
    expect(first.path).not.toBeNull();
    const [again] = sampleSubject(subject, { ...options, path: first.path ?? "" });
    expect(again.trace).toEqual(first.trace);
    expect(again.runs).toBe(1);
    // As short as the exhaustive search has it.
    expect(first.trace?.steps).toHaveLength(29);
    expect(first.steps).toBeGreaterThanOrEqual(29);
  });

  it("finds nothing where nothing is, and tells how little it has seen", () => {
    const [row] = sampleSubject(
      subjectOf(findScenario("zap-race"), "6.12", "write-notify", null, [
        findInvariant("no-lost-store"),
      ]),
      { ...options, runs: 200, compare: true },
    );
    expect(row).toMatchObject({ found: false, trace: null, path: null });
    expect(row.statesReached).toBeGreaterThan(100);
    expect(row.statesReached).toBeLessThan(row.statesKnown ?? 0);
  });

  it("finds it in a system that nobody would exhaust, and makes it a shortest run there", () => {
    const lost = [findInvariant("no-lost-store")];
    const open = subjectOf(findScenario("open-shared-threads"), "6.1", "write-notify", null, lost);
    const [row] = sampleSubject(open, { ...options, runs: 2_000 });
    expect(row).toMatchObject({ found: true, isShortest: true, statesKnown: null });
    expect(row.trace?.wrong).not.toBeNull();
  });
});

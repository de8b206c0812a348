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
    for (const { trace, statesReached, statesKnown } of rows) {
      expect(trace?.steps.length).toBeGreaterThan(0);
      expect(statesReached).toBeLessThanOrEqual(statesKnown);
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
  });

  it("finds nothing where nothing is, and tells how little it has seen", () => {
    const [row] = sampleSubject(
      subjectOf(findScenario("zap-race"), "6.12", "write-notify", null, [
        findInvariant("no-lost-store"),
      ]),
      { ...options, runs: 200 },
    );
    expect(row).toMatchObject({ found: false, trace: null, path: null });
    expect(row.statesReached).toBeGreaterThan(100);
    expect(row.statesReached).toBeLessThan(row.statesKnown);
  });
});

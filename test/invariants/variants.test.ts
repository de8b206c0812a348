import { describe, expect, it } from "vitest";
import { checkSystem, findProposal, findScenario, subjectOf } from "../../checks/index.ts";
import { invariants } from "../../invariants/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { faulty } from "../counterexamples/told.ts";

/** Each law that a variant says it breaks, and where. */
const cases = [...brokenVariants, ...proposals].flatMap(({ id, breaks = [] }) =>
  breaks.map((one) => ({ variant: id, ...one })),
);

function violated(scenario: string, mapping: MappingName, kernel: string, variant?: string) {
  const proposal = variant === undefined ? null : findProposal(variant);
  const { rows } = checkSystem(subjectOf(findScenario(scenario), kernel, mapping, proposal));
  return rows.filter(({ verdict }) => verdict === "violated");
}

describe("a broken variant is refuted", () => {
  it.each(cases)("$variant, in $scenario on $mapping", ({ variant, ...one }) => {
    const { scenario, mapping, kernel = "6.12", laws } = one;
    const before = violated(scenario, mapping, kernel).map(({ property }) => property);
    const after = violated(scenario, mapping, kernel, variant);
    const ids = after.map(({ property }) => property);
    expect(ids.filter((id) => !before.includes(id))).toEqual(laws);
    // Each says at its end what is against the law there.
    for (const { trace } of after) expect(trace?.wrong).toMatch(/\w{2}.*[^;,\s]$/);
  });
});

describe("green is not empty", () => {
  it("every invariant is seen to fail", () => {
    const seen = new Set(cases.flatMap(({ laws }) => laws));
    expect(invariants.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });

  it("every broken variant is tried", () => {
    const tried = new Set(cases.map(({ variant }) => variant));
    expect(brokenVariants.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });

  it("a deadlock is found, told with a trace, and not met", () => {
    const row = checkSystem(faulty.deadlock()).rows.find(({ property }) => property === "deadlock");
    expect(row).toMatchObject({ verdict: "deadlock", met: false });
    const locked = row?.trace?.last.find(({ path }) => path.at(-1) === "locked");
    expect(locked?.value).toMatch(/parent|flusher/);
  });

  it("an invariant that never says anything is vacuous, and not met", () => {
    const [invariant] = invariants.filter(({ id }) => id === "fork-keeps-dirty");
    const subject = subjectOf(findScenario("zap-race"), "6.12", "shmem", null, [invariant]);
    expect(checkSystem(subject).rows).toMatchObject([{ verdict: "vacuous", met: false }]);
  });

  it("a search that stops at a bound never says that something holds", () => {
    const subject = subjectOf(findScenario("zap-race"), "6.12", "write-notify", null);
    const verdicts = checkSystem(subject, { maxStates: 1000 }).rows.map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(["incomplete"]));
  });
});

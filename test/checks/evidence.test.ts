import { describe, expect, it } from "vitest";
import {
  checkSystem,
  findInvariant,
  findScenario,
  resultOf,
  subjectOf,
} from "../../checks/index.ts";
import { noPasses } from "../../explorer/compile/index.ts";
import { evidenceText } from "../../render/index.ts";

const asked = ["no-lost-store", "zap-leaves-no-translation"].map((id) => findInvariant(id));
const subject = subjectOf(findScenario("zap-race"), "6.12", "shmem", null, asked);

describe("the evidence of a search", () => {
  const result = resultOf(checkSystem(subject, { passes: noPasses, traces: false }));
  const { evidence } = result;

  it("tells after how many steps each law was first asked, and that a bounded search never came there", () => {
    const after = evidence.witnesses.map(({ property, after }) => [property, after]);
    expect(after).toEqual([
      ["no-lost-store", expect.any(Number)],
      ["zap-leaves-no-translation", expect.any(Number)],
    ]);
    const first = Math.max(...evidence.witnesses.map((one) => one.after ?? 0));
    const short = checkSystem(subject, { passes: noPasses, traces: false, maxDepth: first - 1 });
    const witnesses = resultOf(short).evidence.witnesses.map((one) => one.after);
    expect(witnesses).toContain(null);
    expect(witnesses.filter((one) => one !== null)).toHaveLength(1);
  });

  it("lists ways between steps that no run took: on 6.12 the flush is never after the rmap", () => {
    expect(evidence.edgesNeverTaken).toContain(
      "zapper: zap_pte_range.page_remove_rmap → zap_pte_range.tlb_flush_mmu_tlbonly",
    );
    const old = resultOf(checkSystem({ ...subject, kernel: "6.1" }, { traces: false }));
    expect(old.evidence.edgesNeverTaken).not.toContain(
      "zapper: zap_pte_range.page_remove_rmap → zap_pte_range.tlb_flush_mmu_tlbonly",
    );
    expect(evidence.edges).toBeGreaterThan(evidence.edgesNeverTaken.length + 20);
    expect(new Set(evidence.edgesNeverTaken).size).toBe(evidence.edgesNeverTaken.length);
  });

  it("is told with the bound, if one was met", () => {
    expect(evidenceText(result)).toContain("none was met; every reachable state was visited");
    const bounded = resultOf(checkSystem(subject, { traces: false, maxDepth: 3 }));
    expect(evidenceText(bounded)).toContain("Bounds: met (depth).");
    expect(evidenceText(bounded)).toMatch(/no-lost-store never/);
  });
});

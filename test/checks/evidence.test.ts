import { describe, expect, it } from "vitest";
import {
  checkSystem,
  findInvariant,
  findScenario,
  resultOf,
  subjectOf,
} from "../../checks/index.ts";
import { pathsBySlot } from "../../checks/states/index.ts";
import { compile, noPasses } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { evidenceText } from "../../render/index.ts";
import { systemOf } from "../../scenarios/index.ts";

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

  it("lists values that no state has, and none that one has", () => {
    const never = new Map(
      evidence.valuesNeverHad.map(({ path, values }) => [path, new Set(values)]),
    );
    expect(never.get("folio[0].locked")).toContain('"zapper"');
    const compiled = compile(systemOf(subject.scenario, "6.12", "shmem", asked), {
      passes: noPasses,
    });
    const paths = pathsBySlot(compiled.program.system);
    const slots = compiled.program.state.cells.filter(({ path }) =>
      never.has(paths.get(path)?.text ?? ""),
    );
    expect(slots).toHaveLength(never.size);
    const { words } = compiled.layout;
    let seen = 0;
    explore(compiled, {}, ({ table, frontier }) => {
      for (let at = 0; at < frontier; at += 1) {
        for (const slot of slots) {
          const path = paths.get(slot.path);
          const value = path?.values[compiled.layout.read(slot, table.level, at * words)];
          if (never.get(path?.text ?? "")?.has(JSON.stringify(value))) seen += 1;
        }
      }
    });
    expect(seen).toBe(0);
  });

  it("is told with the bound, if one was met", () => {
    expect(evidenceText(result)).toContain("none was met; every reachable state was visited");
    const bounded = resultOf(checkSystem(subject, { traces: false, maxDepth: 3 }));
    expect(evidenceText(bounded)).toContain("Bounds: met (depth).");
    expect(evidenceText(bounded)).toMatch(/no-lost-store never/);
  });
});

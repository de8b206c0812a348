import { describe, expect, it } from "vitest";
import { toldProcedures } from "../../checks/index.ts";
import { writeNotifying } from "../../model/mappings/index.ts";

describe("what is told of steps", () => {
  const told = toldProcedures(["6.12"]);
  const stepOf = (procedure: string, step: string) =>
    told.find(({ name }) => name === procedure)?.steps.find(({ name }) => name === step);

  it("are the fields that they read and write, whosever they are, and how they go on", () => {
    const step = stepOf("zap_pte_range", "set_page_dirty");
    expect(step?.writes).toEqual(["buffers.dirty", "folio.dirty", "folio.taggedDirty"]);
    expect(step?.branches).toEqual([{ next: "tlb_flush_mmu_tlbonly", text: null }]);
    expect(step?.waits).toBe(false);
  });

  it("are calls, ends and waiting", () => {
    expect(stepOf("madvise_dontneed", "zap_page_range")).toMatchObject({
      writes: ["mm.tlb_flush_pending"],
      branches: [{ next: "zap_pte_range", text: "tlb_gather_mmu()" }],
    });
    expect(stepOf("madvise_dontneed", "mmap_read_lock")).toMatchObject({
      waits: true,
      reads: ["mm.mapped", "mm.mmap_lock.writer"],
      writes: ["mm.mmap_lock.readers"],
      branches: [
        { next: "done", text: "MADV_DONTNEED: no VMA, nothing to zap" },
        { next: "zap_page_range", text: null },
      ],
    });
  });

  it("are those of every procedure that some mapping has, with which ones these are", () => {
    const mappingsOf = (procedure: string) => told.find(({ name }) => name === procedure)?.mappings;
    expect(mappingsOf("folio_mkclean")).toEqual(writeNotifying);
    expect(mappingsOf("do_anonymous_page")).toEqual(["anonymous", "anonymous-uffd-wp"]);
  });
});

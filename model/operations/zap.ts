import { blocked, bool, call, index } from "../language/index.ts";
import {
  flush_tlb_page,
  folio_mark_dirty,
  isPtlFree,
  mmap_read_trylock,
  mmap_read_unlock,
  mmap_write_downgrade,
  mmap_write_trylock,
  ptep_get_and_clear,
} from "../primitives/index.ts";
import { cached, page, procedure, Vaddr } from "../state.ts";

/**
 * One present PTE of a file folio. Until 6.1: dirty transfer, rmap, flush. Since 6.2, if the entry
 * was dirty: dirty transfer, flush, rmap. Either way the page-table lock is held throughout.
 */
export const zap_pte_range = procedure("zap_pte_range", "mm/memory.c: zap_pte_range()", {
  locals: { addr: index(Vaddr), wasDirty: bool, gathered: bool },
  steps: {
    ptep_get_and_clear: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      const pte = s.mm[self.mm].pte[local.addr];
      if (pte.kind === "none") return "done";
      s.mm[self.mm].ptl = self.id;
      local.wasDirty = pte.dirty;
      local.gathered = true;
      ptep_get_and_clear(c, self.mm, local.addr);
      return local.wasDirty ? "set_page_dirty" : "page_remove_rmap";
    },
    set_page_dirty: (c) => {
      folio_mark_dirty(c, cached);
      return c.kernel.delayRmap ? "tlb_flush_mmu_tlbonly" : "page_remove_rmap";
    },
    page_remove_rmap: ({ s, local }) => {
      s.folio[cached].mapcount -= 1;
      return local.wasDirty ? "tlb_flush_mmu_tlbonly" : "pte_unmap_unlock";
    },
    // force_flush: a dirty entry is flushed before the page-table lock is dropped.
    tlb_flush_mmu_tlbonly: (c) => {
      flush_tlb_page(c, c.self.mm, c.local.addr);
      c.local.gathered = false;
      return c.kernel.delayRmap ? "tlb_flush_rmaps" : "pte_unmap_unlock";
    },
    tlb_flush_rmaps: ({ s }) => {
      s.folio[cached].mapcount -= 1;
      return "pte_unmap_unlock";
    },
    pte_unmap_unlock: ({ s, self }) => {
      s.mm[self.mm].ptl = null;
      return "done";
    },
  },
});

/** MADV_DONTNEED: the mapping stays, so the next access faults again. */
export const madvise_dontneed = procedure(
  "madvise_dontneed",
  "mm/madvise.c: madvise_dontneed_single_vma()",
  {
    locals: { gathered: bool },
    steps: {
      mmap_read_lock: (c) => {
        if (!c.s.mm[c.self.mm].mapped) return "done";
        return mmap_read_trylock(c, c.self.mm) ? "zap_page_range" : blocked;
      },
      zap_page_range: () =>
        call(zap_pte_range, { addr: page }, "tlb_finish_mmu", { gathered: "gathered" }),
      tlb_finish_mmu: (c) => {
        if (c.local.gathered) flush_tlb_page(c, c.self.mm, page);
        return "mmap_read_unlock";
      },
      mmap_read_unlock: (c) => {
        mmap_read_unlock(c, c.self.mm);
        return "done";
      },
    },
  },
);

/** munmap(), and exit as far as one mapping is concerned: after it the mm has no such VMA. */
export const munmap = procedure("munmap", "mm/mmap.c: do_mas_align_munmap(), unmap_region()", {
  locals: { gathered: bool },
  steps: {
    // The VMA is detached under the lock for writing; the page tables go under it for reading.
    detach_vma: (c) => {
      const { s, self } = c;
      if (!s.mm[self.mm].mapped) return "done";
      if (!mmap_write_trylock(c, self.mm)) return blocked;
      s.mm[self.mm].mapped = false;
      mmap_write_downgrade(c, self.mm);
      return "unmap_vmas";
    },
    unmap_vmas: () =>
      call(zap_pte_range, { addr: page }, "unlink_file_vma", { gathered: "gathered" }),
    unlink_file_vma: ({ s, self }) => {
      if (s.i_mmap_reader !== null) return blocked;
      s.mm[self.mm].linked = false;
      return "tlb_finish_mmu";
    },
    tlb_finish_mmu: (c) => {
      if (c.local.gathered) flush_tlb_page(c, c.self.mm, page);
      return "mmap_read_unlock";
    },
    mmap_read_unlock: (c) => {
      mmap_read_unlock(c, c.self.mm);
      return "done";
    },
  },
});

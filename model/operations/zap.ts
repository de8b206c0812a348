import { current, procedure } from "../current.ts";
import { dataInHand, unmapped, zapOver } from "../facts.ts";
import { bool, call, index, nullable, passesOn } from "../language/index.ts";
import {
  flush_tlb_page,
  folio_mark_dirty,
  folio_put,
  folio_test_anon,
  forgetData,
  mmap_read_lock,
  mmap_read_unlock,
  mmap_write_downgrade,
  mmap_write_lock,
  mmap_write_unlock,
  page_remove_rmap,
  pte_dirty,
  pte_none,
  pte_offset_map_lock,
  pte_present,
  pte_unmap_unlock,
  ptep_get_and_clear,
  tlb_delay_rmap,
  tlb_finish_mmu,
  tlb_gather_mmu,
  unlink_file_vma,
  vma_end_read,
  vma_start_read,
  vma_start_write,
} from "../primitives/index.ts";
import { Frame, type Mm, type Pte, Vaddr } from "../state/index.ts";
import { marksDirty } from "./words.ts";

/** One PTE of a private mapping: the mm's own page goes with it; of the page cache only the rmap. */
function zap_private_pte(mm: Mm, local: { addr: Vaddr; page: Frame | null }, ptent: Pte) {
  forgetData(mm, local.addr);
  if (!pte_present(ptent)) return "pte_unmap_unlock";
  if (current().s.folio[ptent.frame].kind === "file") return "page_remove_rmap";
  if (!folio_test_anon(ptent.frame)) return "pte_unmap_unlock";
  local.page = ptent.frame;
  return "page_remove_anon_rmap";
}

/**
 * One present PTE of a file folio. Until 6.1: dirty transfer, rmap, flush. Since 6.2, if the entry
 * was dirty: dirty transfer, flush, rmap. Since 3.15 the page-table lock is held throughout if it was
 * dirty; before, the flush comes after it, in tlb_finish_mmu().
 * `cleared_ptes` is that of struct mmu_gather: there is something to flush.
 */
export const zap_pte_range = procedure("zap_pte_range", "mm/memory.c: zap_pte_range()", {
  params: { addr: index(Vaddr) },
  locals: { force_flush: bool, cleared_ptes: bool, page: nullable(index(Frame)) },
  facts: [{ fact: dataInHand, at: ["set_page_dirty"] }],
  steps: {
    ptep_get_and_clear: ({ mm, vma, local }) => {
      const pte = pte_offset_map_lock(mm, local.addr);
      local.page = null;
      local.cleared_ptes = !pte_none(pte);
      if (pte_none(pte)) {
        pte_unmap_unlock(mm);
        return "done";
      }
      const ptent = ptep_get_and_clear(mm, local.addr);
      if (!vma.vm_shared) {
        local.force_flush = false;
        return zap_private_pte(mm, local, ptent);
      }
      local.force_flush = pte_dirty(ptent);
      return pte_dirty(ptent) ? "set_page_dirty" : "page_remove_rmap";
    },
    // A dirty bit of anonymous memory is dropped with it; the page is freed when no CPU can reach it.
    page_remove_anon_rmap: ({ local: { page } }) => {
      if (page !== null) page_remove_rmap(page);
      return "pte_unmap_unlock";
    },
    set_page_dirty: ({ folio }) => {
      folio_mark_dirty(folio);
      return tlb_delay_rmap() ? "tlb_flush_mmu_tlbonly" : "page_remove_rmap";
    },
    page_remove_rmap: ({ folio, local, kernel }) => {
      page_remove_rmap(folio);
      return local.force_flush && kernel.forceFlush ? "tlb_flush_mmu_tlbonly" : "pte_unmap_unlock";
    },
    // force_flush: a dirty entry is flushed before the page-table lock is dropped.
    tlb_flush_mmu_tlbonly: ({ mm, local }) => {
      flush_tlb_page(mm, local.addr);
      local.cleared_ptes = false;
      return tlb_delay_rmap() ? "tlb_flush_rmaps" : "pte_unmap_unlock";
    },
    tlb_flush_rmaps: ({ folio }) => {
      page_remove_rmap(folio);
      return "pte_unmap_unlock";
    },
    pte_unmap_unlock: ({ mm }) => {
      pte_unmap_unlock(mm);
      return "done";
    },
  },
  says: {
    ptep_get_and_clear: {
      done: "the PTE is none: nothing to zap",
      set_page_dirty: "ptep_get_and_clear(): the PTE was dirty",
      page_remove_rmap: "ptep_get_and_clear(): the PTE was clean",
      page_remove_anon_rmap: "ptep_get_and_clear(): the page was the mm's own",
      pte_unmap_unlock: "ptep_get_and_clear(): the zero page was mapped",
    },
    page_remove_anon_rmap: "page_remove_rmap()",
    set_page_dirty: () => marksDirty("syncs D back: "),
    page_remove_rmap: "page_remove_rmap()",
    tlb_flush_mmu_tlbonly: "flush_tlb_page()",
    tlb_flush_rmaps: "page_remove_rmap(), after the flush",
    pte_unmap_unlock: "pte_unmap_unlock()",
  },
});

/** mm/mmu_gather.c: tlb_batch_pages_flush(). The page table's reference to the page is given back. */
function tlb_batch_pages_flush(mm: Mm, addr: Vaddr, page: Frame | null): void {
  if (page === null) return;
  current().s.holdsOwn[mm][addr][page] = false;
  folio_put(page);
}

/** mm/madvise.c: madvise_lock(). Until 2.6.21 for writing. */
function madvise_lock(mm: Mm): void {
  const { dontneedVmaLock, dontneedReads } = current().kernel;
  if (dontneedVmaLock) vma_start_read(mm);
  else if (dontneedReads) mmap_read_lock(mm);
  else mmap_write_lock(mm);
}

/** mm/madvise.c: madvise_unlock(). */
function madvise_unlock(mm: Mm): void {
  const { dontneedVmaLock, dontneedReads } = current().kernel;
  if (dontneedVmaLock) vma_end_read(mm);
  else if (dontneedReads) mmap_read_unlock(mm);
  else mmap_write_unlock(mm);
}

/** Which of these functions a step has called. */
function which(called: (name: string) => boolean, ...names: readonly string[]): string {
  return names
    .filter(called)
    .map((name) => `${name}()`)
    .join(", ");
}

/** MADV_DONTNEED: the mapping stays, so the next access faults again. */
export const madvise_dontneed = procedure(
  "madvise_dontneed",
  "mm/madvise.c: madvise_dontneed_single_vma()",
  {
    locals: { cleared_ptes: bool, page: nullable(index(Frame)) },
    facts: [{ fact: zapOver, at: ["mmap_read_unlock"] }],
    steps: {
      mmap_read_lock: ({ s, mm }) => {
        if (!s.mm[mm].mapped) return "done";
        madvise_lock(mm);
        return "zap_page_range";
      },
      zap_page_range: ({ mm, vma }) => {
        tlb_gather_mmu(mm);
        return call(zap_pte_range, { addr: vma.vm_start }, "tlb_finish_mmu", {
          cleared_ptes: "cleared_ptes",
          page: "page",
        });
      },
      tlb_finish_mmu: ({ mm, vma, local: { cleared_ptes, page } }) => {
        tlb_finish_mmu(mm, vma.vm_start, { cleared_ptes });
        tlb_batch_pages_flush(mm, vma.vm_start, page);
        return "mmap_read_unlock";
      },
      mmap_read_unlock: ({ mm }) => {
        madvise_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_read_lock: {
        done: "MADV_DONTNEED: no VMA, nothing to zap",
        zap_page_range: ({ called }) =>
          `MADV_DONTNEED: ${which(called, "vma_start_read", "mmap_read_lock", "mmap_write_lock")}`,
      },
      zap_page_range: "tlb_gather_mmu()",
      tlb_finish_mmu: ({ called, local: { cleared_ptes } }) => {
        if (!called("flush_tlb_page")) return "tlb_finish_mmu(): nothing to flush";
        return `tlb_finish_mmu(): flush_tlb_page()${cleared_ptes ? "" : ", another zap runs"}`;
      },
      mmap_read_unlock: ({ called }) =>
        which(called, "vma_end_read", "mmap_read_unlock", "mmap_write_unlock"),
    },
  },
);

/** munmap(), and exit as far as one mapping is concerned: after it the mm has no such VMA. */
export const munmap = procedure("munmap", "mm/mmap.c: do_mas_align_munmap(), unmap_region()", {
  locals: { cleared_ptes: bool, page: nullable(index(Frame)) },
  facts: [
    { fact: zapOver, at: ["mmap_read_unlock"] },
    { fact: unmapped, at: ["mmap_read_unlock"] },
  ],
  steps: {
    // The VMA is detached under the lock for writing; since 4.20 the page tables go under it for reading.
    detach_vma: ({ s, mm, kernel }) => {
      if (!s.mm[mm].mapped) return "done";
      mmap_write_lock(mm);
      vma_start_write(mm);
      s.mm[mm].mapped = false;
      s.mm[mm].anon_vma = false;
      if (kernel.munmapDowngrades) mmap_write_downgrade(mm);
      return "unmap_vmas";
    },
    unmap_vmas: ({ mm, vma }) => {
      tlb_gather_mmu(mm);
      return call(zap_pte_range, { addr: vma.vm_start }, "unlink_file_vma", {
        cleared_ptes: "cleared_ptes",
        page: "page",
      });
    },
    unlink_file_vma: ({ mm, vma }) => {
      if (vma.vm_file) unlink_file_vma(mm);
      return "tlb_finish_mmu";
    },
    tlb_finish_mmu: ({ mm, vma, local: { cleared_ptes, page } }) => {
      tlb_finish_mmu(mm, vma.vm_start, { cleared_ptes });
      tlb_batch_pages_flush(mm, vma.vm_start, page);
      return "mmap_read_unlock";
    },
    mmap_read_unlock: ({ mm, kernel }) => {
      if (kernel.munmapDowngrades) mmap_read_unlock(mm);
      else mmap_write_unlock(mm);
      return "done";
    },
  },
  says: {
    detach_vma: {
      done: "munmap(): no VMA, nothing to unmap",
      unmap_vmas: ({ called }) =>
        called("mmap_write_downgrade")
          ? "munmap() detaches the VMA; mmap_write_downgrade()"
          : "munmap() detaches the VMA; mmap_write_lock()",
    },
    unmap_vmas: "tlb_gather_mmu()",
    unlink_file_vma: ({ called }) =>
      called("unlink_file_vma") ? "unlink_file_vma(): rmap finds it no more" : passesOn,
    tlb_finish_mmu: ({ called, local: { cleared_ptes } }) => {
      if (!called("flush_tlb_page")) return "tlb_finish_mmu(): nothing to flush";
      return `tlb_finish_mmu(): flush_tlb_page()${cleared_ptes ? "" : ", another zap runs"}`;
    },
    mmap_read_unlock: ({ called }) => which(called, "mmap_read_unlock", "mmap_write_unlock"),
  },
});

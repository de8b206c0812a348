import { current, procedure } from "../current.ts";
import { update } from "../language/index.ts";
import {
  flush_tlb_mm,
  folio_maybe_dma_pinned,
  folio_test_anon,
  mm_tlb_flush_nested,
  mmap_read_lock,
  mmap_read_unlock,
  mmap_write_lock,
  mmap_write_unlock,
  pte_offset_map_lock,
  pte_page,
  pte_present,
  pte_unmap_unlock,
  pte_write,
  ptep_set_wrprotect,
  vma_start_write,
} from "../primitives/index.ts";
import type { Mm, Pte } from "../state/index.ts";

/** fs/proc/task_mmu.c: pte_is_pinned(). */
function pte_is_pinned(mm: Mm, pte: Pte): boolean {
  const { s, kernel } = current();
  if (!kernel.clearRefsSparesPinned || !pte_present(pte) || !pte_write(pte)) return false;
  const page = pte_page(pte);
  return s.mm[mm].has_pinned && folio_test_anon(page) && folio_maybe_dma_pinned(page);
}

/** A write to /proc/self/clear_refs that forgets what was written so far: PTEs become read-only, so that stores fault. */
export const clear_refs = procedure(
  "clear_refs",
  "fs/proc/task_mmu.c: clear_refs_write(), clear_soft_dirty()",
  {
    steps: {
      mmap_lock: ({ s, mm, kernel }) => {
        if (!s.mm[mm].mapped) return "done";
        if (kernel.clearRefsLocksWrite) {
          mmap_write_lock(mm);
          vma_start_write(mm);
        } else mmap_read_lock(mm);
        update(s.mm[mm], "wrprotect_pending", (pending) => pending + 1);
        return "clear_soft_dirty";
      },
      clear_soft_dirty: ({ mm, vma }) => {
        const pte = pte_offset_map_lock(mm, vma.vm_start);
        if (pte_present(pte) && !pte_is_pinned(mm, pte)) ptep_set_wrprotect(mm, vma.vm_start);
        pte_unmap_unlock(mm);
        return "flush_tlb_mm";
      },
      flush_tlb_mm: ({ s, mm, kernel }) => {
        const isGathered = kernel.clearRefsGathers && !kernel.clearRefsFlushes;
        if (!isGathered || mm_tlb_flush_nested(mm)) flush_tlb_mm(mm);
        update(s.mm[mm], "wrprotect_pending", (pending) => pending - 1);
        return "mmap_unlock";
      },
      mmap_unlock: ({ mm, kernel }) => {
        if (kernel.clearRefsLocksWrite) mmap_write_unlock(mm);
        else mmap_read_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_lock: {
        done: "clear_refs: no VMA, nothing to clear",
        clear_soft_dirty: ({ called }) =>
          `clear_refs: ${called("mmap_write_lock") ? "mmap_write_lock()" : "mmap_read_lock()"}`,
      },
      clear_soft_dirty: ({ called }) =>
        called("ptep_set_wrprotect")
          ? "clear_soft_dirty(): ptep_set_wrprotect()"
          : "clear_soft_dirty(): leaves the PTE as it is",
      flush_tlb_mm: ({ called }) =>
        called("flush_tlb_mm") ? "flush_tlb_mm()" : "tlb_finish_mmu(): nothing to flush",
      mmap_unlock: ({ called }) =>
        called("mmap_write_unlock") ? "mmap_write_unlock()" : "mmap_read_unlock()",
    },
  },
);

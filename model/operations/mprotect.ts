import { procedure } from "../current.ts";
import {
  flush_tlb_page,
  mmap_write_lock,
  mmap_write_unlock,
  pte_offset_map_lock,
  pte_present,
  pte_unmap_unlock,
  ptep_set_wrprotect,
  vma_start_write,
} from "../primitives/index.ts";

/**
 * mprotect(PROT_READ), and PROT_READ | PROT_WRITE again: what is left of both is a PTE that is read-only in a VMA
 * that is not. One call, as the thread that calls does nothing in between; since 6.0 the second one may make the PTE
 * writable at once, where the next fault would.
 */
export const mprotect = procedure(
  "mprotect",
  "mm/mprotect.c: mprotect_fixup(), change_pte_range()",
  {
    steps: {
      mmap_write_lock: ({ s, mm }) => {
        if (!s.mm[mm].mapped) return "done";
        mmap_write_lock(mm);
        vma_start_write(mm);
        return "change_pte_range";
      },
      change_pte_range: ({ mm, vma }) => {
        const pte = pte_offset_map_lock(mm, vma.vm_start);
        if (pte_present(pte)) ptep_set_wrprotect(mm, vma.vm_start);
        pte_unmap_unlock(mm);
        return "flush_tlb_range";
      },
      flush_tlb_range: ({ mm, vma }) => {
        flush_tlb_page(mm, vma.vm_start);
        return "mmap_write_unlock";
      },
      mmap_write_unlock: ({ mm }) => {
        mmap_write_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_write_lock: {
        done: "mprotect(): no VMA, nothing to protect",
        change_pte_range: "mprotect(): mmap_write_lock()",
      },
      change_pte_range: ({ called }) =>
        called("ptep_set_wrprotect")
          ? "ptep_set_wrprotect()"
          : "the PTE is none: nothing to protect",
      flush_tlb_range: "flush_tlb_page()",
      mmap_write_unlock: "mmap_write_unlock()",
    },
  },
);

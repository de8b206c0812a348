import { procedure } from "../current.ts";
import { call } from "../language/index.ts";
import {
  flush_tlb_page,
  mmap_write_lock,
  mmap_write_unlock,
  vma_start_write,
} from "../primitives/index.ts";
import { change_pte_range } from "./change_pte_range.ts";

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
      mmap_write_lock: ({ s, mm, vma }) => {
        if (!s.mm[mm].mapped) return "done";
        mmap_write_lock(mm);
        vma_start_write(mm);
        return call(change_pte_range, { addr: vma.vm_start }, "flush_tlb_range");
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
      flush_tlb_range: "flush_tlb_page()",
      mmap_write_unlock: "mmap_write_unlock()",
    },
  },
);

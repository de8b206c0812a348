import { procedure } from "../current.ts";
import { call, update } from "../language/index.ts";
import { flush_tlb_page, mmap_read_lock, mmap_read_unlock } from "../primitives/index.ts";
import { change_pte_range } from "./change_pte_range.ts";

/**
 * UFFDIO_WRITEPROTECT, and another thread's that takes it back before anybody faults: the PTE is read-only then, without
 * a bit that says why, and not flushed yet.
 */
export const uffd_writeprotect = procedure(
  "uffd_writeprotect",
  "mm/userfaultfd.c: mwriteprotect_range(); mm/mprotect.c: change_protection()",
  {
    steps: {
      mmap_read_lock: ({ s, mm, vma }) => {
        if (!s.mm[mm].mapped) return "done";
        mmap_read_lock(mm);
        update(s.mm[mm], "wrprotect_pending", (pending) => pending + 1);
        return call(change_pte_range, { addr: vma.vm_start }, "flush_tlb_range");
      },
      flush_tlb_range: ({ s, mm, vma }) => {
        flush_tlb_page(mm, vma.vm_start);
        update(s.mm[mm], "wrprotect_pending", (pending) => pending - 1);
        return "mmap_read_unlock";
      },
      mmap_read_unlock: ({ mm }) => {
        mmap_read_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_read_lock: {
        done: "UFFDIO_WRITEPROTECT: no VMA, -ENOENT",
        change_pte_range: "UFFDIO_WRITEPROTECT: mmap_read_lock()",
      },
      flush_tlb_range: "flush_tlb_page()",
      mmap_read_unlock: "mmap_read_unlock()",
    },
  },
);

import { current, procedure } from "../current.ts";
import { some } from "../language/index.ts";
import {
  flush_tlb_mm,
  mmap_write_lock,
  mmap_write_unlock,
  page_add_file_rmap,
  pte_mkclean,
  pte_mkold,
  pte_none,
  pte_offset_map_lock,
  pte_page,
  pte_present,
  pte_unmap_unlock,
  pte_write,
  pte_wrprotect,
  set_pte_at,
  vma_interval_tree_insert_after,
  vma_needs_copy,
} from "../primitives/index.ts";
import { child, type Mm } from "../state.ts";

/** Is the child's mm in use: not yet unmapped, or its munmap() not yet over? */
function isAlive(mm: Mm): boolean {
  const { linked, mmap_lock } = current().s.mm[mm];
  return linked || some(mmap_lock.readers, (reads) => reads);
}

/** fork() of a process with one shared VMA. The child's threads run only after it. */
export const dup_mmap = procedure("dup_mmap", "kernel/fork.c: dup_mmap()", {
  steps: {
    mmap_write_lock: ({ s, mm }) => {
      if (!s.mm[mm].mapped || isAlive(child)) return "done"; // One child at a time.
      mmap_write_lock(mm);
      return "vma_interval_tree_insert_after";
    },
    vma_interval_tree_insert_after: () => {
      vma_interval_tree_insert_after(child);
      return "vma_needs_copy";
    },
    vma_needs_copy: ({ vma }) => (vma_needs_copy(vma) ? "copy_present_pte" : "flush_tlb_mm"),
    // mm/memory.c: copy_present_pte(), under both page-table locks. "If it's a shared mapping, mark it
    // clean in the child", and old always; write stays as it is in the parent.
    copy_present_pte: ({ mm, vma, kernel }) => {
      const addr = vma.vm_start;
      pte_offset_map_lock(child, addr);
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_present(pte)) {
        page_add_file_rmap(pte_page(pte));
        const entry = pte_mkold(pte_mkclean(pte));
        set_pte_at(child, addr, kernel.forkWriteProtects ? pte_wrprotect(entry) : entry);
      }
      pte_unmap_unlock(mm);
      pte_unmap_unlock(child);
      return "flush_tlb_mm";
    },
    flush_tlb_mm: ({ mm }) => {
      flush_tlb_mm(mm);
      return "mmap_write_unlock";
    },
    mmap_write_unlock: ({ s, mm }) => {
      mmap_write_unlock(mm);
      s.mm[child].mapped = true;
      return "done";
    },
  },
  says: {
    mmap_write_lock: {
      done: ({ s, mm }) =>
        s.mm[mm].mapped ? "fork: there is a child already" : "fork: no VMA, nothing to copy",
      vma_interval_tree_insert_after: "fork: mmap_write_lock()",
    },
    vma_interval_tree_insert_after: "vma_interval_tree_insert_after() links C's VMA",
    vma_needs_copy: {
      copy_present_pte: "vma_needs_copy(): the PTEs are to be copied",
      flush_tlb_mm: "vma_needs_copy() is false: no PTE is copied",
    },
    copy_present_pte: ({ s, mm, vma, kernel }) => {
      const pte = s.mm[mm].pte[vma.vm_start];
      if (pte_none(pte)) return "the PTE is none: nothing to copy";
      const isProtected = kernel.forkWriteProtects && pte_write(pte);
      return `set_pte_at() copies the PTE, clean, old${isProtected ? ", -W" : ""}`;
    },
    flush_tlb_mm: "flush_tlb_mm()",
    mmap_write_unlock: "mmap_write_unlock(); the child may run",
  },
});

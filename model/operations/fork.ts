import { current, procedure } from "../current.ts";
import { index, must, outOfScope, some } from "../language/index.ts";
import {
  alloc_page,
  copy_user_highpage,
  flush_tlb_mm,
  folio_get,
  folio_maybe_dma_pinned,
  folio_test_anon,
  inheritData,
  mmap_write_lock,
  mmap_write_unlock,
  page_add_file_rmap,
  page_add_new_anon_rmap,
  page_try_dup_anon_rmap,
  pte_mkclean,
  pte_mkold,
  pte_none,
  pte_offset_map_lock,
  pte_page,
  pte_present,
  pte_unmap_unlock,
  pte_write,
  pte_wrprotect,
  ptep_set_wrprotect,
  set_pte_at,
  vma_interval_tree_insert_after,
  vma_needs_copy,
  vma_start_write,
} from "../primitives/index.ts";
import { Frame, type Mm } from "../state/index.ts";
import { maybe_mkwrite } from "./cow.ts";

/** kernel/fork.c: dup_mm(). The mm that this fork is for. */
function newMm(): Mm {
  const { kernel, self } = current();
  const mm = kernel.childOf(self.mm);
  must(mm !== null, "fork() by a process for whose child the scenario has no mm");
  return mm;
}

/** Is it in use: not yet unmapped, or its munmap() not yet over? */
function isAlive(mm: Mm): boolean {
  const { mapped, linked, mmap_lock } = current().s.mm[mm];
  if (mapped || linked || mmap_lock.writer !== null) return true;
  return some(mmap_lock.readers, (reads) => reads);
}

/** include/linux/mm.h: page_needs_cow_for_dma(). Since 5.19 only a page that is the mm's alone can be pinned. */
function page_needs_cow_for_dma(mm: Mm, folio: Frame): boolean {
  const { s, kernel } = current();
  if (!kernel.forkCopiesPinned || !s.mm[mm].has_pinned || !folio_maybe_dma_pinned(folio))
    return false;
  return !kernel.anonExclusive || s.folio[folio].exclusive;
}

/** fork() of a process with one VMA. The child's threads run only after it. */
export const dup_mmap = procedure("dup_mmap", "kernel/fork.c: dup_mmap()", {
  locals: { page: index(Frame) },
  steps: {
    mmap_write_lock: ({ s, mm, vma, kernel }) => {
      if (!s.mm[mm].mapped || isAlive(newMm())) return "done"; // One child at a time.
      mmap_write_lock(mm);
      inheritData(newMm(), mm);
      s.mm[newMm()].anon_vma = s.mm[mm].anon_vma;
      if (kernel.vmaLock && kernel.forkLocksVmas) return "vma_start_write";
      return vma.vm_file ? "vma_interval_tree_insert_after" : "vma_needs_copy";
    },
    // Without it faults that hold the VMA's lock go on while the page tables are copied.
    vma_start_write: ({ mm, vma }) => {
      vma_start_write(mm);
      return vma.vm_file ? "vma_interval_tree_insert_after" : "vma_needs_copy";
    },
    vma_interval_tree_insert_after: () => {
      vma_interval_tree_insert_after(newMm());
      return "vma_needs_copy";
    },
    vma_needs_copy: ({ s, mm, vma }) => {
      if (!vma_needs_copy(mm, vma)) return "flush_tlb_mm";
      if (vma.vm_shared) return "copy_present_pte";
      s.mm[mm].write_protect_seq = 1;
      return "page_try_dup_anon_rmap";
    },
    // Of a private mapping. A page of its own that may be pinned is copied now, as the pin must stay
    // with the parent; every other page is shared from now on, and read-only for both.
    page_try_dup_anon_rmap: ({ s, mm, vma, local }) => {
      const addr = vma.vm_start;
      pte_offset_map_lock(newMm(), addr);
      const pte = pte_offset_map_lock(mm, addr);
      if (!pte_present(pte)) return "pte_unmap_unlock";
      const folio = pte_page(pte);
      local.page = folio;
      if (s.folio[folio].kind === "file") page_add_file_rmap(folio);
      if (!folio_test_anon(folio)) return "ptep_set_wrprotect";
      if (page_needs_cow_for_dma(mm, folio)) return "copy_present_page";
      folio_get(folio);
      page_try_dup_anon_rmap(folio);
      return "ptep_set_wrprotect";
    },
    copy_present_page: ({ vma, local: { page } }) => {
      const new_page = alloc_page();
      if (new_page === null) return outOfScope("a free frame");
      copy_user_highpage(new_page, page, vma.vm_start);
      page_add_new_anon_rmap(new_page);
      const flags = { write: maybe_mkwrite(), dirty: true, accessed: true };
      set_pte_at(newMm(), vma.vm_start, { kind: "present", frame: new_page, ...flags });
      return "pte_unmap_unlock";
    },
    ptep_set_wrprotect: ({ mm, vma }) => {
      const pte = ptep_set_wrprotect(mm, vma.vm_start);
      if (pte_present(pte)) set_pte_at(newMm(), vma.vm_start, pte_mkold(pte));
      return "pte_unmap_unlock";
    },
    pte_unmap_unlock: ({ s, mm }) => {
      pte_unmap_unlock(mm);
      pte_unmap_unlock(newMm());
      s.mm[mm].write_protect_seq = 2; // Only for the copy of a private mapping.
      return "flush_tlb_mm";
    },
    // mm/memory.c: copy_present_pte(), under both page-table locks. "If it's a shared mapping, mark it
    // clean in the child", and old always; write stays as it is in the parent.
    copy_present_pte: ({ mm, vma, kernel }) => {
      const addr = vma.vm_start;
      pte_offset_map_lock(newMm(), addr);
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_present(pte)) {
        page_add_file_rmap(pte_page(pte));
        const entry = pte_mkold(pte_mkclean(pte));
        set_pte_at(newMm(), addr, kernel.forkWriteProtects ? pte_wrprotect(entry) : entry);
      }
      pte_unmap_unlock(mm);
      pte_unmap_unlock(newMm());
      return "flush_tlb_mm";
    },
    flush_tlb_mm: ({ s, mm }) => {
      flush_tlb_mm(mm);
      s.mm[mm].write_protect_seq = 0;
      return "mmap_write_unlock";
    },
    mmap_write_unlock: ({ s, mm }) => {
      mmap_write_unlock(mm);
      s.forking[newMm()] = false;
      s.mm[newMm()].mapped = true;
      return "done";
    },
  },
  says: {
    mmap_write_lock: {
      done: ({ s, mm }) =>
        s.mm[mm].mapped ? "fork: there is a child already" : "fork: no VMA, nothing to copy",
      vma_start_write: "fork: mmap_write_lock()",
      vma_interval_tree_insert_after: "fork: mmap_write_lock()",
      vma_needs_copy: "fork: mmap_write_lock()",
    },
    vma_start_write: "vma_start_write(): no fault runs any more",
    vma_interval_tree_insert_after: "vma_interval_tree_insert_after() links C's VMA",
    vma_needs_copy: {
      copy_present_pte: "vma_needs_copy(): the PTEs are to be copied",
      page_try_dup_anon_rmap: "vma_needs_copy(): there are pages of its own",
      flush_tlb_mm: "vma_needs_copy() is false: no PTE is copied",
    },
    page_try_dup_anon_rmap: {
      pte_unmap_unlock: "pte_offset_map_lock(): the PTE is none",
      copy_present_page: "the page may be pinned: to be copied now",
      ptep_set_wrprotect: ({ called }) =>
        called("page_try_dup_anon_rmap")
          ? "page_try_dup_anon_rmap(): both have the page"
          : called("page_add_file_rmap")
            ? "page_dup_file_rmap(): both have the page"
            : "the zero page is mapped: it has no rmap",
    },
    copy_present_page: "copy_user_highpage(); set_pte_at() maps the copy in C",
    ptep_set_wrprotect: "ptep_set_wrprotect(); set_pte_at() copies the PTE",
    pte_unmap_unlock: "pte_unmap_unlock()",
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

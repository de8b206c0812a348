import { current, procedure } from "../current.ts";
import { bool, index, is, outOfScope, passesOn, primitive } from "../language/index.ts";
import {
  alloc_page,
  anon_vma_prepare,
  copy_user_highpage,
  flush_tlb_page,
  folio_get,
  folio_lock,
  folio_put,
  folio_test_anon,
  folio_unlock,
  holdSame,
  mm_tlb_flush_pending,
  page_add_new_anon_rmap,
  page_remove_rmap,
  pte_none,
  pte_offset_map_lock,
  pte_page,
  pte_present,
  pte_same,
  pte_unmap_unlock,
  ptep_get_and_clear,
  ptep_set_access_flags,
  set_pte_at,
} from "../primitives/index.ts";
import { Frame, Pte, Vaddr } from "../state/index.ts";

/**
 * May the page be written where it is, as nobody else has it? Until 5.8 one mapping is enough, whoever holds
 * references (mm/swapfile.c: reuse_swap_page()). 5.9 wants a single reference. 5.19 has a bit for it, and
 * counts where that is not set.
 */
const can_reuse = primitive("mm/memory.c: do_wp_page()", function can_reuse(folio: Frame): boolean {
  const { s, kernel } = current();
  if (!folio_test_anon(folio)) return false;
  if (!kernel.refcountReuse) return is(s.folio[folio], ({ mapcount }) => mapcount === 1);
  if (kernel.anonExclusive && s.folio[folio].exclusive) return true;
  if (!is(s.folio[folio], ({ refcount }) => refcount === 1)) return false;
  s.folio[folio].exclusive = kernel.anonExclusive;
  return true;
});

/** mm/memory.c: maybe_mkwrite(). Where one may not write, one's own copy is read-only too: a forced write made it, or a pin. */
export function maybe_mkwrite(): boolean {
  return current().kernel.mapping.vm_write;
}

/** Of do_wp_page(): what it copies, and where to. */
interface Copying {
  readonly addr: Vaddr;
  readonly old_folio: Frame;
  readonly new_folio: Frame;
  readonly unshare: boolean;
}

/** The copy takes its place in the page table. */
function mapCopy({ addr, old_folio, new_folio, unshare }: Copying): void {
  // What was never written may have been taken away, and be there again.
  if (!folio_test_anon(old_folio)) holdSame(new_folio, old_folio, addr);
  page_add_new_anon_rmap(new_folio);
  const flags = { write: !unshare && maybe_mkwrite(), dirty: !unshare, accessed: true };
  set_pte_at(current().self.mm, addr, { kind: "present", frame: new_folio, ...flags });
}

/** The zero page has no rmap. */
function removeOldRmap({ old_folio }: Copying): void {
  if (current().s.folio[old_folio].kind !== "zero") page_remove_rmap(old_folio);
}

/**
 * A write fault on a read-only entry of a private mapping, or, with `unshare`, a pin for reading that wants a
 * page of the mm's own. `fault_write`: the write may go on (VM_FAULT_WRITE).
 */
export const do_wp_page = procedure("do_wp_page", "mm/memory.c: do_wp_page(), wp_page_copy()", {
  params: { addr: index(Vaddr), orig_pte: Pte, unshare: bool },
  locals: { old_folio: index(Frame), new_folio: index(Frame), fault_write: bool },
  steps: {
    do_wp_page: ({ mm, vma, local, kernel }) => {
      local.fault_write = false;
      const pte = pte_offset_map_lock(mm, local.addr);
      if (!pte_present(pte) || !pte_same(pte, local.orig_pte)) {
        pte_unmap_unlock(mm);
        return "done";
      }
      // UFFDIO_WRITEPROTECT may not have flushed yet: nobody may store into what is about to be copied.
      const mustFlush = vma.uffdWp && kernel.uffdWpFaultFlushes;
      if (mustFlush && mm_tlb_flush_pending(mm)) flush_tlb_page(mm, local.addr);
      const folio = pte_page(pte);
      if (can_reuse(folio)) {
        if (!local.unshare) {
          ptep_set_access_flags(mm, local.addr, { makeWritable: maybe_mkwrite() });
        }
        local.fault_write = true;
        pte_unmap_unlock(mm);
        return "done";
      }
      local.old_folio = folio;
      if (folio_test_anon(folio)) folio_get(folio);
      pte_unmap_unlock(mm);
      return "alloc_page_vma";
    },
    alloc_page_vma: ({ mm, local }) => {
      anon_vma_prepare(mm);
      const folio = alloc_page();
      if (folio === null) return outOfScope("a free frame");
      local.new_folio = folio;
      return "copy_user_highpage";
    },
    copy_user_highpage: ({ local: { addr, new_folio, old_folio } }) => {
      copy_user_highpage(new_folio, old_folio, addr);
      return "ptep_clear_flush";
    },
    ptep_clear_flush: ({ mm, local: { addr, orig_pte }, kernel }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (!pte_same(pte, orig_pte)) {
        pte_unmap_unlock(mm);
        return "put_new";
      }
      if (!kernel.cowRmapAfterFlush) return "page_remove_rmap_first";
      ptep_get_and_clear(mm, addr);
      return "flush_tlb_page";
    },
    flush_tlb_page: ({ mm, local: { addr } }) => {
      flush_tlb_page(mm, addr);
      return "set_pte_at";
    },
    set_pte_at: ({ local }) => {
      mapCopy(local);
      return "page_remove_rmap";
    },
    // Until 2.6.25, and wrong: another mm may find itself alone, and store what a CPU of this one still reads.
    page_remove_rmap_first: ({ local, kernel }) => {
      removeOldRmap(local);
      return kernel.cowClearsFirst ? "ptep_get_and_clear" : "ptep_establish";
    },
    ptep_get_and_clear: ({ mm, local: { addr } }) => {
      ptep_get_and_clear(mm, addr);
      return "flush_tlb_page";
    },
    // Until 2.6.18, include/asm-generic/pgtable.h: the copy is mapped, then the old translations are flushed.
    ptep_establish: ({ local }) => {
      mapCopy(local);
      return "flush_after";
    },
    flush_after: ({ mm, local: { addr } }) => {
      flush_tlb_page(mm, addr);
      return "page_remove_rmap";
    },
    // Not before the old entry is flushed everywhere: another mm could find itself alone, and store.
    page_remove_rmap: ({ mm, local, kernel }) => {
      if (kernel.cowRmapAfterFlush) removeOldRmap(local);
      local.fault_write = true;
      pte_unmap_unlock(mm);
      return "put_mapped";
    },
    put_mapped: ({ local: { old_folio } }) => {
      if (folio_test_anon(old_folio)) folio_put(old_folio);
      return "put_old";
    },
    put_old: ({ local: { old_folio } }) => {
      if (folio_test_anon(old_folio)) folio_put(old_folio);
      return "done";
    },
    put_new: ({ local: { new_folio } }) => {
      folio_put(new_folio);
      return "put_old";
    },
  },
  says: {
    do_wp_page: {
      done: ({ called, local: { unshare } }) => {
        if (called("ptep_set_access_flags"))
          return "do_wp_page() reuses the page: nobody else has it";
        return unshare && called("can_reuse")
          ? "do_wp_page(): the page is the mm's alone, it stays"
          : "the PTE has changed: nothing to do";
      },
      alloc_page_vma: ({ called }) =>
        called("flush_tlb_page")
          ? "flush_tlb_page(); others may have the page"
          : "do_wp_page(): others may have the page",
    },
    alloc_page_vma: "alloc_page() for a copy",
    copy_user_highpage: "copy_user_highpage()",
    ptep_clear_flush: {
      flush_tlb_page: "ptep_get_and_clear()",
      page_remove_rmap_first: "takes the page-table lock: the PTE is as before",
      put_new: "the PTE has changed: no use for the copy",
    },
    flush_tlb_page: "flush_tlb_page()",
    set_pte_at: "set_pte_at() maps the copy",
    page_remove_rmap_first: ({ called }) =>
      called("page_remove_rmap") ? "page_remove_rmap() of the old page" : passesOn,
    ptep_get_and_clear: "ptep_get_and_clear()",
    ptep_establish: "set_pte_at() maps the copy, before any flush",
    flush_after: "flush_tlb_page(), after the copy was mapped",
    page_remove_rmap: ({ called }) =>
      called("page_remove_rmap") ? "page_remove_rmap() of the old page" : "pte_unmap_unlock()",
    put_mapped: ({ called }) => (called("folio_put") ? "folio_put() of the old page" : passesOn),
    put_old: ({ called }) => (called("folio_put") ? "folio_put() of the old page" : passesOn),
    put_new: "folio_put() of the copy",
  },
});

/** A write fault on a page of a private file mapping that is not mapped: a copy of what the page cache has. */
export const do_cow_fault = procedure("do_cow_fault", "mm/memory.c: do_cow_fault()", {
  params: { addr: index(Vaddr) },
  locals: { cow_page: index(Frame) },
  steps: {
    alloc_page_vma: ({ mm, local }) => {
      anon_vma_prepare(mm);
      const folio = alloc_page();
      if (folio === null) return outOfScope("a free frame");
      local.cow_page = folio;
      return "__do_fault";
    },
    __do_fault: ({ folio }) => {
      folio_lock(folio);
      return "copy_user_highpage";
    },
    copy_user_highpage: ({ folio, local: { addr, cow_page } }) => {
      copy_user_highpage(cow_page, folio, addr);
      return "finish_fault";
    },
    finish_fault: ({ mm, folio, local: { addr, cow_page } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      const isFree = pte_none(pte);
      if (isFree) {
        holdSame(cow_page, folio, addr); // Copied before, but nobody could see it until now.
        page_add_new_anon_rmap(cow_page);
        const flags = { write: maybe_mkwrite(), dirty: true, accessed: true };
        set_pte_at(mm, addr, { kind: "present", frame: cow_page, ...flags });
      }
      pte_unmap_unlock(mm);
      return isFree ? "unlock_page" : "put_page";
    },
    put_page: ({ local: { cow_page } }) => {
      folio_put(cow_page);
      return "unlock_page";
    },
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "done";
    },
  },
  says: {
    alloc_page_vma: "alloc_page() for a copy",
    __do_fault: "->fault finds the folio: folio_lock()",
    copy_user_highpage: "copy_user_highpage()",
    finish_fault: {
      unlock_page: "set_pte_at() maps the copy",
      put_page: "the PTE is present by now: nothing to map",
    },
    put_page: "folio_put() of the copy",
    unlock_page: "folio_unlock()",
  },
});

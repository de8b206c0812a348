import { procedure } from "../current.ts";
import { bool, call, index, passesOn } from "../language/index.ts";
import {
  folio_lock,
  folio_mark_dirty,
  folio_unlock,
  pte_none,
  pte_offset_map_lock,
  pte_unmap_unlock,
} from "../primitives/index.ts";
import { Vaddr } from "../state/index.ts";
import { do_page_mkwrite, do_set_pte } from "./file_fault.ts";
import { marksDirty } from "./words.ts";

// Faults on an entry of a file that is none, as they were before 2.6.30.

/** Until 2.6.22, of a read or a write: no page lock at all. Until 2.6.18 nothing but the entry becomes dirty. */
export const do_no_page = procedure("do_no_page", "mm/memory.c: do_no_page()", {
  params: { addr: index(Vaddr), write: bool },
  steps: {
    nopage: ({ vma, local: { write } }) =>
      write && vma.vm_ops.page_mkwrite ? call(do_page_mkwrite, {}, "set_pte_at") : "set_pte_at",
    set_pte_at: ({ mm, folio, local: { addr, write }, kernel }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_none(pte)) do_set_pte(folio, addr, write);
      pte_unmap_unlock(mm);
      return pte_none(pte) && write && kernel.writeNotify ? "set_page_dirty_balance" : "done";
    },
    set_page_dirty_balance: ({ folio }) => {
      folio_mark_dirty(folio);
      return "done";
    },
  },
  says: {
    nopage: passesOn,
    set_pte_at: ({ called, local: { write } }) =>
      called("do_set_pte")
        ? `do_set_pte() maps the page for ${write ? "writing" : "reading"}`
        : "the PTE is present by now: nothing to map",
    set_page_dirty_balance: () => marksDirty("unlocked: "),
  },
});

/** From 2.6.23 to 2.6.29, of a write: the page is locked while the entry is set, but not until it is dirty. */
export const __do_fault = procedure("__do_fault", "mm/memory.c: __do_fault()", {
  params: { addr: index(Vaddr) },
  steps: {
    lock_page: ({ folio, vma }) => {
      folio_lock(folio);
      if (!vma.vm_ops.page_mkwrite) return "set_pte_at";
      folio_unlock(folio);
      return call(do_page_mkwrite, {}, "lock_page_again");
    },
    lock_page_again: ({ folio }) => {
      folio_lock(folio);
      return "set_pte_at";
    },
    set_pte_at: ({ mm, folio, local: { addr } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_none(pte)) do_set_pte(folio, addr, true);
      pte_unmap_unlock(mm);
      return pte_none(pte) ? "unlock_page" : "unlock_unused_page";
    },
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "set_page_dirty_balance";
    },
    set_page_dirty_balance: ({ folio }) => {
      folio_mark_dirty(folio);
      return "done";
    },
    unlock_unused_page: ({ folio }) => {
      folio_unlock(folio);
      return "done";
    },
  },
  says: {
    lock_page: {
      set_pte_at: "folio_lock()",
      do_page_mkwrite: "->fault finds the folio: folio_lock(), folio_unlock()",
    },
    lock_page_again: "folio_lock()",
    set_pte_at: {
      unlock_page: "do_set_pte() maps the page for writing",
      unlock_unused_page: "the PTE is present by now: nothing to map",
    },
    unlock_page: "folio_unlock()",
    set_page_dirty_balance: () => marksDirty("unlocked: "),
    unlock_unused_page: "folio_unlock()",
  },
});

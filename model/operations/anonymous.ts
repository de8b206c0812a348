import { procedure } from "../current.ts";
import { bool, index, outOfScope, passesOn } from "../language/index.ts";
import {
  alloc_page,
  anon_vma_prepare,
  clear_user_highpage,
  folio_put,
  my_zero_pfn,
  page_add_new_anon_rmap,
  pte_none,
  pte_offset_map_lock,
  pte_unmap_unlock,
  set_pte_at,
} from "../primitives/index.ts";
import { Frame, Vaddr } from "../state/index.ts";

/** A fault on anonymous memory that is not mapped: a read maps the zero page (but see the rules), a write a page of its own. */
export const do_anonymous_page = procedure(
  "do_anonymous_page",
  "mm/memory.c: do_anonymous_page()",
  {
    params: { addr: index(Vaddr), write: bool },
    locals: { page: index(Frame) },
    steps: {
      alloc_zeroed_user_highpage: ({ mm, local, kernel }) => {
        if (!local.write && !kernel.readFaultAllocates) return "set_zero_pte";
        anon_vma_prepare(mm);
        const page = alloc_page();
        if (page === null) return outOfScope("a free frame");
        local.page = page;
        return "set_pte_at";
      },
      // pte_mkspecial(): the zero page has neither rmap nor references.
      set_zero_pte: ({ mm, local: { addr } }) => {
        const pte = pte_offset_map_lock(mm, addr);
        if (pte_none(pte)) {
          const flags = { write: false, dirty: false, accessed: true };
          set_pte_at(mm, addr, { kind: "present", frame: my_zero_pfn(), ...flags });
        }
        pte_unmap_unlock(mm);
        return "done";
      },
      set_pte_at: ({ mm, local: { addr, page } }) => {
        const pte = pte_offset_map_lock(mm, addr);
        if (!pte_none(pte)) {
          pte_unmap_unlock(mm);
          return "folio_put"; // Another thread was faster.
        }
        clear_user_highpage(page, addr); // Zeroed before, but nobody could see it until now.
        page_add_new_anon_rmap(page);
        const flags = { write: true, dirty: true, accessed: true };
        set_pte_at(mm, addr, { kind: "present", frame: page, ...flags });
        pte_unmap_unlock(mm);
        return "done";
      },
      folio_put: ({ local: { page } }) => {
        folio_put(page);
        return "done";
      },
    },
    says: {
      alloc_zeroed_user_highpage: {
        set_zero_pte: passesOn,
        set_pte_at: "alloc_page() gives a new page",
      },
      set_zero_pte: ({ called }) =>
        called("set_pte_at")
          ? "set_pte_at() maps the zero page"
          : "the PTE is present by now: nothing to map",
      set_pte_at: {
        done: "set_pte_at() maps the new page",
        folio_put: "the PTE is present by now: nothing to map",
      },
      folio_put: "folio_put() of the new page",
    },
  },
);

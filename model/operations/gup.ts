import { procedure } from "../current.ts";
import { populatedForWriting, referenceWritten } from "../facts.ts";
import { bool, call, index, passesOn } from "../language/index.ts";
import {
  folio_lock,
  folio_mark_dirty,
  folio_test_dirty,
  folio_unlock,
  mmap_read_lock,
  mmap_read_unlock,
  pte_dirty,
  pte_offset_map_lock,
  pte_page,
  pte_present,
  pte_unmap_unlock,
  pte_write,
  writeThroughReference,
} from "../primitives/index.ts";
import { Vaddr } from "../state.ts";
import { handle_mm_fault } from "./fault.ts";
import { flagsOf, marksDirty } from "./words.ts";

/**
 * Until the page is mapped as wanted: look (with FOLL_TOUCH), else fault. The caller holds the
 * mmap_lock and, if it wants a reference, has it when this is done.
 */
export const get_user_pages = procedure(
  "__get_user_pages",
  "mm/gup.c: __get_user_pages(), follow_page_pte(), faultin_page()",
  {
    params: { addr: index(Vaddr), write: bool },
    steps: {
      follow_page_pte: ({ mm, local: { addr, write }, kernel }) => {
        const pte = pte_offset_map_lock(mm, addr);
        if (!pte_present(pte) || (write && !pte_write(pte))) {
          pte_unmap_unlock(mm);
          return "faultin_page";
        }
        const page = pte_page(pte);
        // FOLL_TOUCH: no folio lock, no page_mkwrite, and the entry itself is not touched.
        if (write && kernel.follTouch && !pte_dirty(pte) && !folio_test_dirty(page)) {
          folio_mark_dirty(page);
        }
        pte_unmap_unlock(mm);
        return "done";
      },
      faultin_page: ({ local: { addr, write } }) =>
        call(handle_mm_fault, { addr, write }, "follow_page_pte"),
    },
    says: {
      follow_page_pte: {
        faultin_page: ({ s, mm, local: { addr } }) =>
          `follow_page_pte(): the PTE is ${flagsOf(s.mm[mm].pte[addr])}`,
        done: ({ called }) =>
          called("folio_mark_dirty")
            ? "follow_page_pte(): FOLL_TOUCH, folio_mark_dirty()"
            : "follow_page_pte() finds the page",
      },
      faultin_page: passesOn,
    },
  },
);

/** MADV_POPULATE_READ and MADV_POPULATE_WRITE: no reference is taken. */
export const madvise_populate = procedure("madvise_populate", "mm/madvise.c: madvise_populate()", {
  params: { write: bool },
  facts: [{ fact: populatedForWriting, at: ["populated_write"] }],
  steps: {
    mmap_read_lock: ({ s, mm }) => {
      if (!s.mm[mm].mapped) return "done";
      mmap_read_lock(mm);
      return "faultin_vma_page_range";
    },
    faultin_vma_page_range: ({ vma, local: { write } }) =>
      write
        ? call(get_user_pages, { addr: vma.vm_start, write }, "populated_write")
        : call(get_user_pages, { addr: vma.vm_start, write }, "mmap_read_unlock"),
    populated_write: () => "mmap_read_unlock",
    mmap_read_unlock: ({ mm }) => {
      mmap_read_unlock(mm);
      return "done";
    },
  },
  says: {
    mmap_read_lock: {
      done: "populate: no VMA, nothing to do",
      faultin_vma_page_range: ({ local: { write } }) =>
        `populate for ${write ? "writing" : "reading"}: mmap_read_lock()`,
    },
    faultin_vma_page_range: passesOn,
    populated_write: passesOn,
    mmap_read_unlock: "mmap_read_unlock()",
  },
});

/** A write through a taken reference, as direct I/O or process_vm_writev() do it. */
export const gup_write = procedure("gup_write", "mm/gup.c: unpin_user_pages_dirty_lock()", {
  facts: [{ fact: referenceWritten, at: ["test_page_dirty", "lock_page", "set_page_dirty"] }],
  steps: {
    mmap_read_lock: ({ s, mm }) => {
      if (!s.mm[mm].mapped) return "done";
      mmap_read_lock(mm);
      return "get_user_pages";
    },
    get_user_pages: ({ vma }) =>
      call(get_user_pages, { addr: vma.vm_start, write: true }, "mmap_read_unlock"),
    mmap_read_unlock: ({ mm }) => {
      mmap_read_unlock(mm);
      return "write";
    },
    write: () => {
      writeThroughReference();
      return "test_page_dirty";
    },
    // Without the folio lock: a folio that is dirty already will be written after this.
    test_page_dirty: ({ folio }) => (folio_test_dirty(folio) ? "put_page" : "lock_page"),
    lock_page: ({ folio }) => {
      folio_lock(folio);
      return "set_page_dirty";
    },
    set_page_dirty: ({ folio }) => {
      folio_mark_dirty(folio);
      return "unlock_page";
    },
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "put_page";
    },
    put_page: () => "done",
  },
  says: {
    mmap_read_lock: {
      done: "GUP for writing: no VMA, nothing to do",
      get_user_pages: "GUP for writing: mmap_read_lock()",
    },
    get_user_pages: passesOn,
    mmap_read_unlock: "mmap_read_unlock(); holds a reference",
    write: "writes data through its reference",
    test_page_dirty: {
      put_page: "PG_dirty is set: nothing to mark",
      lock_page: "PG_dirty is clear: the page has to be marked",
    },
    lock_page: "folio_lock()",
    set_page_dirty: () => marksDirty(),
    unlock_page: "folio_unlock()",
    put_page: passesOn,
  },
});

import { blocked, bool, call, index } from "../language/index.ts";
import {
  folio_mark_dirty,
  folio_trylock,
  folio_unlock,
  isPtlFree,
  mmap_read_trylock,
  mmap_read_unlock,
  writeThroughReference,
} from "../primitives/index.ts";
import { cached, page, procedure, Vaddr } from "../state.ts";
import { handle_mm_fault } from "./fault.ts";

/**
 * Until the page is mapped as wanted: look (with FOLL_TOUCH), else fault. The caller holds the
 * mmap_lock and, if it wants a reference, has it when this is done.
 */
export const get_user_pages = procedure(
  "__get_user_pages",
  "mm/gup.c: __get_user_pages(), follow_page_pte(), faultin_page()",
  {
    locals: { addr: index(Vaddr), write: bool },
    steps: {
      follow_page_pte: (c) => {
        const { s, self, local, kernel } = c;
        if (!isPtlFree(c, self.mm)) return blocked;
        const pte = s.mm[self.mm].pte[local.addr];
        if (pte.kind === "none" || (local.write && !pte.write)) return "faultin_page";
        // FOLL_TOUCH: no folio lock, no page_mkwrite, and the entry itself is not touched.
        const isClean = !pte.dirty && !s.folio[pte.frame].dirty;
        if (kernel.follTouch && local.write && isClean) folio_mark_dirty(c, pte.frame);
        return "done";
      },
      faultin_page: ({ local }) =>
        call(handle_mm_fault, { addr: local.addr, write: local.write }, "follow_page_pte"),
    },
  },
);

/** MADV_POPULATE_READ and MADV_POPULATE_WRITE: no reference is taken. */
export const madvise_populate = procedure("madvise_populate", "mm/madvise.c: madvise_populate()", {
  locals: { write: bool },
  steps: {
    mmap_read_lock: (c) => {
      if (!c.s.mm[c.self.mm].mapped) return "done";
      return mmap_read_trylock(c, c.self.mm) ? "faultin_vma_page_range" : blocked;
    },
    faultin_vma_page_range: ({ local }) =>
      local.write
        ? call(get_user_pages, { addr: page, write: true }, "populated_write")
        : call(get_user_pages, { addr: page, write: false }, "mmap_read_unlock"),
    populated_write: () => "mmap_read_unlock",
    mmap_read_unlock: (c) => {
      mmap_read_unlock(c, c.self.mm);
      return "done";
    },
  },
});

/** A write through a taken reference, as direct I/O or process_vm_writev() do it. */
export const gup_write = procedure("gup_write", "mm/gup.c: unpin_user_pages_dirty_lock()", {
  locals: {},
  steps: {
    mmap_read_lock: (c) => {
      if (!c.s.mm[c.self.mm].mapped) return "done";
      return mmap_read_trylock(c, c.self.mm) ? "get_user_pages" : blocked;
    },
    get_user_pages: () => call(get_user_pages, { addr: page, write: true }, "mmap_read_unlock"),
    mmap_read_unlock: (c) => {
      mmap_read_unlock(c, c.self.mm);
      return "write";
    },
    write: (c) => {
      writeThroughReference(c);
      return "test_page_dirty";
    },
    // Without the folio lock: a folio that is dirty already will be written after this.
    test_page_dirty: ({ s }) => (s.folio[cached].dirty ? "put_page" : "lock_page"),
    lock_page: (c) => (folio_trylock(c, cached) ? "set_page_dirty" : blocked),
    set_page_dirty: (c) => {
      folio_mark_dirty(c, cached);
      return "unlock_page";
    },
    unlock_page: (c) => {
      folio_unlock(c, cached);
      return "put_page";
    },
    put_page: () => "done",
  },
});

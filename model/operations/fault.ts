import { blocked, bool, call, copy, index, same } from "../language/index.ts";
import {
  folio_mark_dirty,
  folio_trylock,
  folio_unlock,
  isPtlFree,
  mmap_read_trylock,
  mmap_read_unlock,
  ptep_set_access_flags,
  set_pte_at,
} from "../primitives/index.ts";
import { cached, type Mm, Pte, procedure, Vaddr, type World } from "../state.ts";

/** mm/memory.c: do_set_pte() for a file folio: rmap, then the entry, under the page-table lock. */
function do_set_pte(world: World, mm: Mm, addr: Vaddr, write: boolean): void {
  world.s.folio[cached].mapcount += 1;
  set_pte_at(world, mm, addr, {
    kind: "present",
    frame: cached,
    write: write || world.kernel.mapping.pageProtWrite,
    dirty: write,
    accessed: true,
  });
}

/** A read fault on a page that is not mapped: around the fault without sleeping, else one page. */
export const do_read_fault = procedure("do_read_fault", "mm/memory.c: do_read_fault()", {
  locals: { addr: index(Vaddr) },
  steps: {
    // mm/filemap.c: filemap_map_pages() trylocks each folio and skips a locked one.
    do_fault_around: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      if (s.mm[self.mm].pte[local.addr].kind !== "none") return "done";
      if (s.folio[cached].locked !== null) return "__do_fault";
      do_set_pte(c, self.mm, local.addr, false);
      return "done";
    },
    __do_fault: (c) => (folio_trylock(c, cached) ? "finish_fault" : blocked),
    finish_fault: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      if (s.mm[self.mm].pte[local.addr].kind === "none") {
        do_set_pte(c, self.mm, local.addr, false);
      }
      return "unlock_page";
    },
    unlock_page: (c) => {
      folio_unlock(c, cached);
      return "done";
    },
  },
});

/**
 * Asks the file system before the page becomes writable: it locks and dirties the folio, and returns
 * with the lock held. mm/filemap.c: filemap_page_mkwrite(), fs/buffer.c: block_page_mkwrite().
 */
export const do_page_mkwrite = procedure("do_page_mkwrite", "mm/memory.c: do_page_mkwrite()", {
  locals: {},
  steps: {
    lock_page: (c) => (folio_trylock(c, cached) ? "set_page_dirty" : blocked),
    set_page_dirty: (c) => {
      folio_mark_dirty(c, cached);
      return "done";
    },
  },
});

/** After the entry is installed: dirties the folio, and drops the lock that was held meanwhile. */
export const fault_dirty_shared_page = procedure(
  "fault_dirty_shared_page",
  "mm/memory.c: fault_dirty_shared_page()",
  {
    locals: {},
    steps: {
      set_page_dirty: (c) => {
        folio_mark_dirty(c, cached);
        return "unlock_page";
      },
      unlock_page: (c) => {
        folio_unlock(c, cached);
        return "done";
      },
    },
  },
);

/** A write fault on a page that is not mapped. */
export const do_shared_fault = procedure("do_shared_fault", "mm/memory.c: do_shared_fault()", {
  locals: { addr: index(Vaddr) },
  steps: {
    // ->fault returns the folio locked; with page_mkwrite it is unlocked again before that is called.
    __do_fault: (c) => {
      if (!folio_trylock(c, cached)) return blocked;
      if (!c.kernel.mapping.page_mkwrite) return "finish_fault";
      folio_unlock(c, cached);
      return call(do_page_mkwrite, {}, "finish_fault");
    },
    finish_fault: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      if (s.mm[self.mm].pte[local.addr].kind !== "none") return "unlock_page";
      do_set_pte(c, self.mm, local.addr, true);
      return call(fault_dirty_shared_page, {}, "done");
    },
    // VM_FAULT_NOPAGE: someone else has installed an entry.
    unlock_page: (c) => {
      folio_unlock(c, cached);
      return "done";
    },
  },
});

/** A write fault on a read-only entry of a shared mapping; entered with the entry as it was seen. */
export const wp_page_shared = procedure("wp_page_shared", "mm/memory.c: wp_page_shared()", {
  locals: { addr: index(Vaddr), orig: Pte },
  steps: {
    do_wp_page: (c) => {
      const { s, self, local, kernel } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      if (!same(s.mm[self.mm].pte[local.addr], local.orig)) return "done";
      if (kernel.mapping.page_mkwrite) return call(do_page_mkwrite, {}, "finish_mkwrite_fault");
      // Without the hook the order is reversed: the entry first, the folio lock after it.
      ptep_set_access_flags(c, self.mm, local.addr, { makeWritable: true });
      return "lock_page";
    },
    finish_mkwrite_fault: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      if (!same(s.mm[self.mm].pte[local.addr], local.orig)) return "unlock_page";
      ptep_set_access_flags(c, self.mm, local.addr, { makeWritable: true });
      return call(fault_dirty_shared_page, {}, "done");
    },
    lock_page: (c) =>
      folio_trylock(c, cached) ? call(fault_dirty_shared_page, {}, "done") : blocked,
    // VM_FAULT_NOPAGE: the entry changed meanwhile.
    unlock_page: (c) => {
      folio_unlock(c, cached);
      return "done";
    },
  },
});

/** A fault with the mmap_lock held for reading (or, since 6.4, the VMA's lock: the same exclusion). */
export const handle_mm_fault = procedure("handle_mm_fault", "mm/memory.c: handle_pte_fault()", {
  locals: { addr: index(Vaddr), write: bool, orig: Pte },
  steps: {
    handle_pte_fault: ({ s, self, local }) => {
      const { addr, write } = local;
      const pte = s.mm[self.mm].pte[addr]; // Read without the lock.
      if (pte.kind === "none") {
        return write
          ? call(do_shared_fault, { addr }, "done")
          : call(do_read_fault, { addr }, "done");
      }
      // A read fault on an entry that has become present writes nothing (x86).
      if (!write) return "done";
      copy(local.orig, pte);
      return pte.write ? "mkdirty" : "do_wp_page";
    },
    mkdirty: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, self.mm)) return blocked;
      if (same(s.mm[self.mm].pte[local.addr], local.orig)) {
        // Neither PG_dirty nor page_mkwrite: the entry is writable already.
        ptep_set_access_flags(c, self.mm, local.addr, { makeWritable: false });
      }
      return "done";
    },
    do_wp_page: ({ local }) => {
      const args = { addr: local.addr, orig: local.orig };
      return call(wp_page_shared, args, "done");
    },
  },
});

/** A CPU's page fault: takes the lock, handles the fault, and the access is tried again. */
export const do_user_addr_fault = procedure(
  "do_user_addr_fault",
  "arch/x86/mm/fault.c: do_user_addr_fault()",
  {
    locals: { addr: index(Vaddr), write: bool, killed: bool },
    steps: {
      mmap_read_lock: (c) => {
        if (!mmap_read_trylock(c, c.self.mm)) return blocked;
        if (c.s.mm[c.self.mm].mapped) return "handle_mm_fault";
        mmap_read_unlock(c, c.self.mm);
        c.local.killed = true; // No VMA: SIGSEGV.
        return "done";
      },
      handle_mm_fault: ({ local }) =>
        call(handle_mm_fault, { addr: local.addr, write: local.write }, "mmap_read_unlock"),
      mmap_read_unlock: (c) => {
        mmap_read_unlock(c, c.self.mm);
        return "done";
      },
    },
  },
);

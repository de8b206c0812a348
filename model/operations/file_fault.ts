import { current, procedure } from "../current.ts";
import { call, index, passesOn, primitive } from "../language/index.ts";
import {
  folio_lock,
  folio_mark_dirty,
  folio_test_dirty,
  folio_trylock,
  folio_unlock,
  folio_wait_locked,
  page_add_file_rmap,
  pte_none,
  pte_offset_map_lock,
  pte_same,
  pte_unmap_unlock,
  ptep_set_access_flags,
  reserve_blocks,
  set_pte_at,
} from "../primitives/index.ts";
import { type Frame, type Mm, Pte, Vaddr } from "../state/index.ts";
import { marksDirty } from "./words.ts";

/** For a file folio (set_pte_range() since 6.6): rmap, then the entry, under the page-table lock. */
export const do_set_pte = primitive(
  "mm/memory.c",
  function do_set_pte(folio: Frame, addr: Vaddr, write: boolean): void {
    const { self, kernel } = current();
    const isWritable = write || kernel.mapping.pageProtWrite;
    page_add_file_rmap(folio);
    set_pte_at(self.mm, addr, {
      kind: "present",
      frame: folio,
      write: isWritable,
      dirty: write || (kernel.faultDirtiesPte && isWritable && folio_test_dirty(folio)),
      accessed: true,
    });
  },
);

/** The entry becomes writable, dirty and young. */
const wp_page_reuse = primitive("mm/memory.c", function wp_page_reuse(mm: Mm, addr: Vaddr): void {
  ptep_set_access_flags(mm, addr, { makeWritable: true });
});

/** mm/memory.c: should_fault_around(). Since 3.15. */
function should_fault_around(): boolean {
  return current().kernel.faultAround;
}

/** A read fault on a page that is not mapped: around the fault without sleeping, else one page. */
export const do_read_fault = procedure("do_read_fault", "mm/memory.c: do_read_fault()", {
  params: { addr: index(Vaddr) },
  steps: {
    // mm/filemap.c: filemap_map_pages() trylocks each folio and skips a locked one.
    do_fault_around: ({ mm, folio, local: { addr } }) => {
      if (!should_fault_around()) return "__do_fault";
      const pte = pte_offset_map_lock(mm, addr);
      const isSkipped = pte_none(pte) && !folio_trylock(folio);
      if (pte_none(pte) && !isSkipped) {
        do_set_pte(folio, addr, false);
        folio_unlock(folio);
      }
      pte_unmap_unlock(mm);
      return isSkipped ? "__do_fault" : "done";
    },
    __do_fault: ({ folio }) => {
      folio_lock(folio);
      return "finish_fault";
    },
    finish_fault: ({ mm, folio, local: { addr } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_none(pte)) do_set_pte(folio, addr, false);
      pte_unmap_unlock(mm);
      return "unlock_page";
    },
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "done";
    },
  },
  says: {
    do_fault_around: {
      __do_fault: ({ called }) =>
        called("folio_trylock") ? "folio_trylock() fails: no fault-around" : passesOn,
      done: ({ called }) =>
        called("do_set_pte")
          ? "do_set_pte() maps the page for reading"
          : "the PTE is present by now: nothing to map",
    },
    __do_fault: "folio_lock()",
    finish_fault: ({ called }) =>
      called("do_set_pte")
        ? "do_set_pte() maps the page for reading"
        : "the PTE is present by now: nothing to map",
    unlock_page: "folio_unlock()",
  },
});

/** VM_FAULT_LOCKED: since 2.6.30 page_mkwrite returns with the folio locked. */
function isLocked(): boolean {
  return current().kernel.mkwriteHoldsLock;
}

/**
 * Asks the file system before the page becomes writable: it locks the folio, dirties it (mm/filemap.c:
 * filemap_page_mkwrite(), fs/buffer.c: block_page_mkwrite()) or not, and returns with the lock held, until
 * 2.6.29 without.
 */
export const do_page_mkwrite = procedure("do_page_mkwrite", "mm/memory.c: do_page_mkwrite()", {
  steps: {
    lock_page: ({ folio, vma }) => {
      folio_lock(folio);
      return vma.mkwriteDirties ? "set_page_dirty" : isLocked() ? "done" : "unlock_page";
    },
    set_page_dirty: ({ folio, vma }) => {
      folio_mark_dirty(folio);
      if (vma.reserves) reserve_blocks();
      return isLocked() ? "done" : "unlock_page";
    },
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "done";
    },
  },
  says: {
    lock_page: {
      set_page_dirty: "page_mkwrite: folio_lock()",
      done: "page_mkwrite: folio_lock(); PG_dirty is left for later",
      unlock_page: "page_mkwrite: folio_lock(); PG_dirty is left for later",
    },
    set_page_dirty: () => marksDirty("page_mkwrite: "),
    unlock_page: "page_mkwrite: folio_unlock()",
  },
});

/** After the entry is installed: dirties the folio, and drops the lock that was held meanwhile. */
export const fault_dirty_shared_page = procedure(
  "fault_dirty_shared_page",
  "mm/memory.c: fault_dirty_shared_page()",
  {
    steps: {
      set_page_dirty: ({ folio }) => {
        folio_mark_dirty(folio);
        return "unlock_page";
      },
      unlock_page: ({ folio }) => {
        folio_unlock(folio);
        return "done";
      },
    },
    says: {
      set_page_dirty: () => marksDirty(),
      unlock_page: "folio_unlock()",
    },
  },
);

/** A write fault on a page that is not mapped. */
export const do_shared_fault = procedure("do_shared_fault", "mm/memory.c: do_shared_fault()", {
  params: { addr: index(Vaddr) },
  steps: {
    // ->fault returns the folio locked; with page_mkwrite it is unlocked again before that is called.
    __do_fault: ({ folio, vma }) => {
      folio_lock(folio);
      if (!vma.vm_ops.page_mkwrite) return "finish_fault";
      folio_unlock(folio);
      return call(do_page_mkwrite, {}, "finish_fault");
    },
    finish_fault: ({ mm, folio, local: { addr } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (!pte_none(pte)) {
        pte_unmap_unlock(mm);
        return "unlock_page";
      }
      do_set_pte(folio, addr, true);
      pte_unmap_unlock(mm);
      return call(fault_dirty_shared_page, {}, "done");
    },
    // VM_FAULT_NOPAGE: someone else has installed an entry.
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "done";
    },
  },
  says: {
    __do_fault: {
      finish_fault: "folio_lock()",
      do_page_mkwrite: "->fault finds the folio: folio_lock(), folio_unlock()",
    },
    finish_fault: {
      unlock_page: "the PTE is present by now: nothing to map",
      fault_dirty_shared_page: "do_set_pte() maps the page for writing",
    },
    unlock_page: "folio_unlock()",
  },
});

/** A write fault has set the entry, and does not hold the folio lock: how it comes to mark the folio dirty. */
function dirtyLater() {
  const { hooklessLocks, dirtyWaits } = current().kernel;
  if (hooklessLocks) return "lock_page";
  return dirtyWaits ? "wait_on_page_locked" : "set_page_dirty_balance";
}

/** A write fault on a read-only entry of a shared mapping; entered with the entry as it was seen. */
export const wp_page_shared = procedure("wp_page_shared", "mm/memory.c: wp_page_shared()", {
  params: { addr: index(Vaddr), orig_pte: Pte },
  steps: {
    do_wp_page: ({ mm, vma, local: { addr, orig_pte } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (!pte_same(pte, orig_pte)) {
        pte_unmap_unlock(mm);
        return "done";
      }
      if (vma.vm_ops.page_mkwrite) {
        pte_unmap_unlock(mm);
        return call(do_page_mkwrite, {}, "finish_mkwrite_fault");
      }
      // Without the hook the order is reversed: the entry first, the folio lock after it.
      wp_page_reuse(mm, addr);
      pte_unmap_unlock(mm);
      return dirtyLater();
    },
    finish_mkwrite_fault: ({ mm, local: { addr, orig_pte } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (!pte_same(pte, orig_pte)) {
        pte_unmap_unlock(mm);
        return isLocked() ? "unlock_page" : "done";
      }
      wp_page_reuse(mm, addr);
      pte_unmap_unlock(mm);
      return isLocked() ? call(fault_dirty_shared_page, {}, "done") : dirtyLater();
    },
    // "Yes, Virginia, this is actually required": not while somebody cleans the folio for I/O.
    wait_on_page_locked: ({ folio }) => {
      folio_wait_locked(folio);
      return "set_page_dirty_balance";
    },
    set_page_dirty_balance: ({ folio }) => {
      folio_mark_dirty(folio);
      return "done";
    },
    lock_page: ({ folio }) => {
      folio_lock(folio);
      return call(fault_dirty_shared_page, {}, "done");
    },
    // VM_FAULT_NOPAGE: the entry changed meanwhile.
    unlock_page: ({ folio }) => {
      folio_unlock(folio);
      return "done";
    },
  },
  says: {
    do_wp_page: {
      done: "the PTE has changed: nothing to do",
      do_page_mkwrite: passesOn,
      lock_page: "wp_page_reuse() makes the PTE writable, dirty",
      wait_on_page_locked: "wp_page_reuse() makes the PTE writable, dirty",
      set_page_dirty_balance: "wp_page_reuse() makes the PTE writable, dirty",
    },
    finish_mkwrite_fault: ({ called }) =>
      called("wp_page_reuse")
        ? "wp_page_reuse() makes the PTE writable, dirty"
        : "the PTE has changed: nothing to do",
    wait_on_page_locked: "waits until the folio is unlocked",
    set_page_dirty_balance: () => marksDirty("unlocked: "),
    lock_page: "folio_lock()",
    unlock_page: "folio_unlock()",
  },
});

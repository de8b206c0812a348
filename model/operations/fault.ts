import { current, procedure } from "../current.ts";
import { bool, call, copy, index, passesOn, primitive } from "../language/index.ts";
import {
  folio_lock,
  folio_mark_dirty,
  folio_test_dirty,
  folio_trylock,
  folio_unlock,
  lock_vma_under_rcu,
  mmap_read_lock,
  mmap_read_unlock,
  page_add_file_rmap,
  pte_dirty,
  pte_none,
  pte_offset_map,
  pte_offset_map_lock,
  pte_same,
  pte_unmap_unlock,
  pte_write,
  pte_young,
  ptep_set_access_flags,
  set_pte_at,
  vma_end_read,
  vma_is_anonymous,
} from "../primitives/index.ts";
import { type Frame, type Mm, Pte, Vaddr } from "../state/index.ts";
import { do_anonymous_page } from "./anonymous.ts";
import { do_cow_fault, do_wp_page } from "./cow.ts";
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

/** A read fault on a page that is not mapped: around the fault without sleeping, else one page. */
export const do_read_fault = procedure("do_read_fault", "mm/memory.c: do_read_fault()", {
  params: { addr: index(Vaddr) },
  steps: {
    // mm/filemap.c: filemap_map_pages() trylocks each folio and skips a locked one.
    do_fault_around: ({ mm, folio, local: { addr } }) => {
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
      __do_fault: "folio_trylock() fails: no fault-around",
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

/**
 * Asks the file system before the page becomes writable: it locks the folio, dirties it (mm/filemap.c:
 * filemap_page_mkwrite(), fs/buffer.c: block_page_mkwrite()) or not, and returns with the lock held.
 */
export const do_page_mkwrite = procedure("do_page_mkwrite", "mm/memory.c: do_page_mkwrite()", {
  steps: {
    lock_page: ({ folio, vma }) => {
      folio_lock(folio);
      return vma.mkwriteDirties ? "set_page_dirty" : "done";
    },
    set_page_dirty: ({ folio }) => {
      folio_mark_dirty(folio);
      return "done";
    },
  },
  says: {
    lock_page: {
      set_page_dirty: "page_mkwrite: folio_lock()",
      done: "page_mkwrite: folio_lock(); PG_dirty is left for later",
    },
    set_page_dirty: () => marksDirty("page_mkwrite: "),
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
      return "lock_page";
    },
    finish_mkwrite_fault: ({ mm, local: { addr, orig_pte } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (!pte_same(pte, orig_pte)) {
        pte_unmap_unlock(mm);
        return "unlock_page";
      }
      wp_page_reuse(mm, addr);
      pte_unmap_unlock(mm);
      return call(fault_dirty_shared_page, {}, "done");
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
    },
    finish_mkwrite_fault: {
      unlock_page: "the PTE has changed: nothing to do",
      fault_dirty_shared_page: "wp_page_reuse() makes the PTE writable, dirty",
    },
    lock_page: "folio_lock()",
    unlock_page: "folio_unlock()",
  },
});

/** A fault with the mmap_lock or the VMA's lock held for reading. */
export const handle_mm_fault = procedure("handle_mm_fault", "mm/memory.c: handle_pte_fault()", {
  params: { addr: index(Vaddr), write: bool, unshare: bool },
  locals: { orig_pte: Pte, fault_write: bool },
  steps: {
    handle_pte_fault: ({ mm, vma, local }) => {
      const { addr, write, unshare } = local;
      local.fault_write = false;
      const pte = pte_offset_map(mm, addr);
      if (pte_none(pte)) {
        if (vma_is_anonymous(vma)) return call(do_anonymous_page, { addr, write }, "done");
        if (!write) return call(do_read_fault, { addr }, "done");
        return vma.vm_shared
          ? call(do_shared_fault, { addr }, "done")
          : call(do_cow_fault, { addr }, "done");
      }
      // A read fault on an entry that has become present writes nothing (x86).
      if (!write && !unshare) return "done";
      copy(local.orig_pte, pte);
      return pte_write(pte) ? "mkdirty" : "do_wp_page";
    },
    mkdirty: ({ mm, local: { addr, orig_pte } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_same(pte, orig_pte)) {
        // Neither PG_dirty nor page_mkwrite: the entry is writable already.
        ptep_set_access_flags(mm, addr, { makeWritable: false });
      }
      pte_unmap_unlock(mm);
      return "done";
    },
    do_wp_page: ({ vma, local: { addr, orig_pte, unshare } }) =>
      vma.vm_shared
        ? call(wp_page_shared, { addr, orig_pte }, "done")
        : call(do_wp_page, { addr, orig_pte, unshare }, "done", { fault_write: "fault_write" }),
  },
  says: {
    handle_pte_fault: {
      do_anonymous_page: passesOn,
      do_cow_fault: passesOn,
      do_shared_fault: passesOn,
      do_read_fault: passesOn,
      done: "the PTE is present by now: nothing to do",
      mkdirty: "the PTE is writable by now",
      do_wp_page: "the PTE is not writable",
    },
    mkdirty: ({ s, mm, called, local: { addr } }) => {
      if (!called("ptep_set_access_flags")) return "the PTE has changed: nothing to do";
      const pte = s.mm[mm].pte[addr];
      return pte_dirty(pte) && pte_young(pte)
        ? "ptep_set_access_flags(): dirty and young already"
        : "ptep_set_access_flags() makes the PTE dirty";
    },
    do_wp_page: passesOn,
  },
});

/** A CPU's page fault: takes one of the two locks, handles the fault, and the access is tried again. */
export const do_user_addr_fault = procedure(
  "do_user_addr_fault",
  "arch/x86/mm/fault.c: do_user_addr_fault()",
  {
    params: { addr: index(Vaddr), write: bool },
    locals: { killed: bool },
    steps: {
      mmap_read_lock: ({ s, mm, vma, local }) => {
        const mayAccess = vma.vm_write || !local.write;
        local.killed = false;
        if (mayAccess && lock_vma_under_rcu(mm, vma, local.write)) return "handle_with_vma_lock";
        mmap_read_lock(mm);
        if (mayAccess && s.mm[mm].mapped) return "handle_mm_fault";
        local.killed = true; // SIGSEGV.
        mmap_read_unlock(mm);
        return "done";
      },
      handle_with_vma_lock: ({ local: { addr, write } }) =>
        call(handle_mm_fault, { addr, write, unshare: false }, "vma_end_read"),
      vma_end_read: ({ mm }) => {
        vma_end_read(mm);
        return "done";
      },
      handle_mm_fault: ({ local: { addr, write } }) =>
        call(handle_mm_fault, { addr, write, unshare: false }, "mmap_read_unlock"),
      mmap_read_unlock: ({ mm }) => {
        mmap_read_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_read_lock: {
        handle_with_vma_lock: "do_user_addr_fault(): vma_start_read()",
        handle_mm_fault: "do_user_addr_fault(): mmap_read_lock()",
        done: "no VMA: mmap_read_unlock(), SIGSEGV",
      },
      handle_with_vma_lock: passesOn,
      vma_end_read: "vma_end_read(); the fault is over",
      handle_mm_fault: passesOn,
      mmap_read_unlock: "mmap_read_unlock(); the fault is over",
    },
  },
);

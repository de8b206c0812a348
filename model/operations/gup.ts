import { current, procedure } from "../current.ts";
import { populatedForWriting, referenceWritten } from "../facts.ts";
import { bool, call, index, oneOf, passesOn } from "../language/index.ts";
import {
  folio_lock,
  folio_mark_dirty,
  folio_test_anon,
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
  try_grab_page,
  writeThroughReference,
} from "../primitives/index.ts";
import { type Frame, type PresentPte, Vaddr } from "../state/index.ts";
import { handle_mm_fault } from "./fault.ts";
import { flagsOf, marksDirty } from "./words.ts";

/** mm/gup.c: can_follow_write_pte(). May the lookup for a write take a page that is mapped so? */
function can_follow_write_pte(
  pte: PresentPte,
  { force, foll_cow }: { readonly force: boolean; readonly foll_cow: boolean },
): boolean {
  const { s, kernel } = current();
  if (pte.write) return true;
  if (!force && !kernel.forcedCowBreak) return false;
  if (kernel.exclusiveForcedWrite)
    return folio_test_anon(pte.frame) && s.folio[pte.frame].exclusive;
  return kernel.follCow && foll_cow && pte.dirty; // "Dirty" stands for: that is the copy that we made.
}

/** mm/gup.c: gup_must_unshare(). A pin for reading must be of a page that stays the mm's. */
export function gup_must_unshare(folio: Frame, isLongterm: boolean): boolean {
  const { s, kernel } = current();
  if (kernel.mapping.vm_shared) return false;
  if (!folio_test_anon(folio)) return kernel.unsharesAll && isLongterm;
  return kernel.anonExclusive && !s.folio[folio].exclusive;
}

/** Which reference is taken, if any: by vmsplice() or ptrace, by direct I/O, by a driver that keeps it. */
export const grabs = ["none", "FOLL_GET", "FOLL_PIN", "FOLL_PIN | FOLL_LONGTERM"] as const;

function isPin(grab: (typeof grabs)[number]): boolean {
  return grab === "FOLL_PIN" || isLongterm(grab);
}

/** Is it kept for long? */
export function isLongterm(grab: (typeof grabs)[number]): boolean {
  return grab === "FOLL_PIN | FOLL_LONGTERM";
}

/** Is the lookup one for writing? In 5.8 every reference to private memory was: should_force_cow_break(). */
function looksForWrite({
  write,
  grab,
}: {
  readonly write: boolean;
  readonly grab: string;
}): boolean {
  const { kernel } = current();
  return write || (kernel.forcedCowBreak && grab !== "none" && !kernel.mapping.vm_shared);
}

/**
 * Until the page is mapped as wanted: look (with FOLL_TOUCH), else fault. The caller holds the mmap_lock. `grab`
 * says which reference is taken, `force` is FOLL_FORCE; the last two begin as `notYet`.
 */
export const get_user_pages = procedure(
  "__get_user_pages",
  "mm/gup.c: __get_user_pages(), follow_page_pte(), faultin_page()",
  {
    params: {
      addr: index(Vaddr),
      write: bool,
      force: bool,
      grab: oneOf(...grabs),
      foll_cow: bool,
      fault_write: bool,
    },
    steps: {
      follow_page_pte: ({ mm, vma, local, kernel }) => {
        if (local.fault_write && (!vma.vm_write || !kernel.dropsWriteIfForced)) {
          // A forced write has made its copy, which stays read-only: how the lookup is to know it.
          if (kernel.follCow) local.foll_cow = true;
          else local.write = false;
        }
        const { write, grab } = local;
        const pte = pte_offset_map_lock(mm, local.addr);
        if (!pte_present(pte) || (looksForWrite(local) && !can_follow_write_pte(pte, local))) {
          pte_unmap_unlock(mm);
          return "faultin_page";
        }
        const page = pte_page(pte);
        if (isPin(grab) && !pte_write(pte) && !write && gup_must_unshare(page, isLongterm(grab))) {
          pte_unmap_unlock(mm);
          return "unshare";
        }
        if (grab !== "none") {
          try_grab_page(page, { write, pin: isPin(grab), longterm: isLongterm(grab) });
        }
        // FOLL_TOUCH: no folio lock, no page_mkwrite, and the entry itself is not touched.
        if (write && kernel.follTouch && !pte_dirty(pte) && !folio_test_dirty(page)) {
          folio_mark_dirty(page);
        }
        pte_unmap_unlock(mm);
        return "done";
      },
      faultin_page: ({ local }) =>
        call(
          handle_mm_fault,
          { addr: local.addr, write: looksForWrite(local), unshare: false },
          "follow_page_pte",
          {
            fault_write: "fault_write",
          },
        ),
      // FAULT_FLAG_UNSHARE.
      unshare: ({ local: { addr } }) =>
        call(handle_mm_fault, { addr, write: false, unshare: true }, "follow_page_pte"),
    },
    says: {
      follow_page_pte: {
        faultin_page: ({ s, mm, local: { addr } }) =>
          `follow_page_pte(): the PTE is ${flagsOf(s.mm[mm].pte[addr])}`,
        unshare: "follow_page_pte(): others may have the page",
        done: ({ called }) =>
          called("folio_mark_dirty")
            ? "follow_page_pte(): FOLL_TOUCH, folio_mark_dirty()"
            : "follow_page_pte() finds the page",
      },
      faultin_page: passesOn,
      unshare: passesOn,
    },
  },
);

/** How a lookup begins. */
export const notYet = { foll_cow: false, fault_write: false };

const populating = { force: false, grab: "none", ...notYet } as const;

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
        ? call(get_user_pages, { addr: vma.vm_start, write, ...populating }, "populated_write")
        : call(get_user_pages, { addr: vma.vm_start, write, ...populating }, "mmap_read_unlock"),
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

/** mm/gup.c: writable_file_mapping_allowed(). While such a pin is held, who hears of its writes? */
function isRefused(longterm: boolean): boolean {
  const { kernel } = current();
  return longterm && kernel.longtermWriteRefused && kernel.mapping.canWriteback;
}

/** A write through a taken reference, as direct I/O or process_vm_writev() do it, or a device for long. */
export const gup_write = procedure("gup_write", "mm/gup.c: unpin_user_pages_dirty_lock()", {
  params: { longterm: bool },
  facts: [{ fact: referenceWritten, at: ["test_page_dirty", "lock_page", "set_page_dirty"] }],
  steps: {
    mmap_read_lock: ({ s, mm, local: { longterm } }) => {
      if (!s.mm[mm].mapped || isRefused(longterm)) return "done";
      mmap_read_lock(mm);
      return "get_user_pages";
    },
    get_user_pages: ({ vma }) =>
      call(get_user_pages, { addr: vma.vm_start, write: true, ...populating }, "mmap_read_unlock"),
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
      done: ({ s, mm }) =>
        s.mm[mm].mapped
          ? "FOLL_LONGTERM for writing of a file: refused"
          : "GUP for writing: no VMA, nothing to do",
      get_user_pages: ({ local: { longterm } }) =>
        `GUP for writing${longterm ? ", FOLL_LONGTERM" : ""}: mmap_read_lock()`,
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

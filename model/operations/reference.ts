import { procedure } from "../current.ts";
import { bool, call, oneOf, passesOn, waitUntil } from "../language/index.ts";
import {
  heldReference,
  mmap_read_lock,
  mmap_read_unlock,
  putReference,
  set_page_dirty_lock,
  writeReference,
} from "../primitives/index.ts";
import { get_user_pages, grabs, notYet } from "./gup.ts";

/** A reference that outlives the call: vmsplice() takes FOLL_GET, direct I/O FOLL_PIN, a driver FOLL_LONGTERM too. */
export const take_reference = procedure(
  "take_reference",
  "mm/gup.c: get_user_pages(), pin_user_pages()",
  {
    params: { write: bool, grab: oneOf(...grabs) },
    steps: {
      mmap_read_lock: ({ s, mm, vma, local: { write } }) => {
        // mm/gup.c: check_vma_flags() refuses what is not forced.
        if (!s.mm[mm].mapped || (write && !vma.vm_write)) return "done";
        mmap_read_lock(mm);
        return "get_user_pages";
      },
      get_user_pages: ({ vma, local: { write, grab } }) =>
        call(
          get_user_pages,
          { addr: vma.vm_start, write, force: false, grab, ...notYet },
          "mmap_read_unlock",
        ),
      mmap_read_unlock: ({ mm }) => {
        mmap_read_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_read_lock: {
        done: ({ s, mm }) =>
          s.mm[mm].mapped
            ? "GUP for writing: the VMA is read-only, -EFAULT"
            : "GUP: no VMA, nothing to do",
        get_user_pages: ({ local: { write, grab } }) =>
          `${grab} for ${write ? "writing" : "reading"}: mmap_read_lock()`,
      },
      get_user_pages: passesOn,
      mmap_read_unlock: "mmap_read_unlock(); holds a reference",
    },
  },
);

/** What is done with the reference: a device writes through it, or it is given back. */
export const use_reference = procedure("use_reference", "mm/gup.c: unpin_user_page()", {
  params: { write: bool },
  steps: {
    use: ({ local: { write } }) => {
      const held = heldReference();
      waitUntil(held !== null);
      if (write) writeReference(held);
      else putReference(held);
      return "done";
    },
  },
  says: {
    use: ({ local: { write } }) =>
      write ? "a device writes data through the reference" : "gives the reference back",
  },
});

/** A write to /proc/self/mem: FOLL_FORCE, so through a VMA that is read-only too. */
export const mem_write = procedure(
  "mem_write",
  "fs/proc/base.c: mem_rw(); mm/memory.c: __access_remote_vm()",
  {
    steps: {
      mmap_read_lock: ({ s, mm, vma, kernel }) => {
        // mm/gup.c: check_vma_flags() refuses to copy a page of a shared mapping.
        const isRefused = vma.isSharedReadOnly && kernel.forcedSharedRefused;
        if (!s.mm[mm].mapped || isRefused) return "done";
        mmap_read_lock(mm);
        return "get_user_pages_remote";
      },
      get_user_pages_remote: ({ vma }) =>
        call(
          get_user_pages,
          { addr: vma.vm_start, write: true, force: true, grab: "FOLL_GET", ...notYet },
          "copy_to_user_page",
        ),
      copy_to_user_page: () => {
        const held = heldReference();
        if (held !== null) writeReference(held);
        return "set_page_dirty_lock";
      },
      // Nobody else locks the page here, so it is one step.
      set_page_dirty_lock: () => {
        const held = heldReference();
        if (held !== null) set_page_dirty_lock(held);
        return "put_page";
      },
      put_page: () => {
        const held = heldReference();
        if (held !== null) putReference(held);
        return "mmap_read_unlock";
      },
      mmap_read_unlock: ({ mm }) => {
        mmap_read_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_read_lock: {
        done: ({ s, mm }) =>
          s.mm[mm].mapped
            ? "/proc/self/mem: the VMA is shared and read-only, -EFAULT"
            : "/proc/self/mem: no VMA, nothing to do",
        get_user_pages_remote: "/proc/self/mem, FOLL_FORCE: mmap_read_lock()",
      },
      get_user_pages_remote: passesOn,
      copy_to_user_page: "the kernel writes data through its reference",
      set_page_dirty_lock: "set_page_dirty_lock()",
      put_page: "gives the reference back",
      mmap_read_unlock: "mmap_read_unlock()",
    },
  },
);

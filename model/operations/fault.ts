import { current, procedure } from "../current.ts";
import { bool, call, copy, index, passesOn } from "../language/index.ts";
import {
  lock_vma_under_rcu,
  mmap_read_lock,
  mmap_read_unlock,
  pte_dirty,
  pte_none,
  pte_offset_map,
  pte_offset_map_lock,
  pte_same,
  pte_unmap_unlock,
  pte_write,
  pte_young,
  ptep_set_access_flags,
  vma_end_read,
  vma_is_anonymous,
} from "../primitives/index.ts";
import { Pte, Vaddr } from "../state/index.ts";
import { do_anonymous_page } from "./anonymous.ts";
import { do_cow_fault, do_wp_page } from "./cow.ts";
import { __do_fault, do_no_page } from "./do_no_page.ts";
import { do_read_fault, do_shared_fault, wp_page_shared } from "./file_fault.ts";

/** mm/memory.c: do_fault(). The entry of a mapped file is none: what its release does. */
function do_fault(addr: Vaddr, write: boolean) {
  const { mapping, faultLocksPage, mkwriteHoldsLock } = current().kernel;
  if (write && !mapping.vm_shared) return call(do_cow_fault, { addr }, "done");
  if (!faultLocksPage) return call(do_no_page, { addr, write }, "done");
  if (!write) return call(do_read_fault, { addr }, "done");
  return mkwriteHoldsLock
    ? call(do_shared_fault, { addr }, "done")
    : call(__do_fault, { addr }, "done");
}

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
        return vma_is_anonymous(vma)
          ? call(do_anonymous_page, { addr, write }, "done")
          : do_fault(addr, write);
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
      __do_fault: passesOn,
      do_no_page: passesOn,
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
        done: ({ s, mm }) =>
          `${s.mm[mm].mapped ? "the VMA is read-only" : "no VMA"}: mmap_read_unlock(), SIGSEGV`,
      },
      handle_with_vma_lock: passesOn,
      vma_end_read: "vma_end_read(); the fault is over",
      handle_mm_fault: passesOn,
      mmap_read_unlock: "mmap_read_unlock(); the fault is over",
    },
  },
);

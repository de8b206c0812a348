import { replaceStep } from "../current.ts";
import { some } from "../language/index.ts";
import {
  do_read_fault,
  do_set_pte,
  do_user_addr_fault,
  dup_mmap,
  munmap,
} from "../operations/index.ts";
import type { Proposal } from "../Proposal.ts";
import {
  folio_trylock,
  folio_unlock,
  pte_none,
  pte_offset_map,
  unlink_file_vma,
} from "../primitives/index.ts";
import { child } from "../state/index.ts";

/** Of the broken models those that do not respect a lock, or the order of unlinking. */
export const brokenLocks: readonly Proposal[] = [
  {
    id: "munmap-unlinks-first",
    what: "munmap() takes the VMA out of the i_mmap tree before it clears the PTEs",
    why: "Writeback that walks the tree in between leaves a writable PTE behind.",
    breaks: [{ scenario: "unmap-access", mapping: "shmem", laws: ["rmap-finds-ptes"] }],
    changes: [
      replaceStep(munmap, "unmap_vmas", (c, original) => {
        unlink_file_vma(c.mm);
        return original(c);
      }),
    ],
  },
  {
    id: "munmap-stays-linked",
    what: "munmap() leaves the VMA in the i_mmap tree",
    why: "rmap finds a VMA that is freed.",
    breaks: [{ scenario: "unmap-access", mapping: "shmem", laws: ["munmap-leaves-nothing"] }],
    changes: [replaceStep(munmap, "unlink_file_vma", () => "tlb_finish_mmu")],
  },
  {
    id: "fork-ignores-readers",
    what: "fork takes the mmap_lock for writing while others hold it for reading",
    why: "A fault that runs may change the page tables that fork copies.",
    breaks: [
      {
        scenario: "lock-exclusion",
        mapping: "write-notify",
        kernel: "6.1",
        laws: ["mmap-lock-excludes"],
      },
    ],
    changes: [
      replaceStep(dup_mmap, "mmap_write_lock", ({ s, mm, self }) => {
        const { linked, mmap_lock } = s.mm[child];
        const isAlive = linked || some(mmap_lock.readers, (reads) => reads);
        if (!s.mm[mm].mapped || isAlive) return "done";
        s.mm[mm].mmap_lock.writer = self.id;
        return "vma_interval_tree_insert_after";
      }),
    ],
  },
  {
    id: "fork-ignores-vma-readers",
    what: "fork locks the parent's VMA for writing while faults hold it for reading",
    why: "A fault copies the page that fork has write-protected and not yet flushed, and misses a store.",
    breaks: [
      {
        scenario: "fork-vma-lock",
        mapping: "anonymous",
        laws: ["vma-lock-excludes", "private-memory-is-own"],
      },
    ],
    changes: [
      replaceStep(dup_mmap, "vma_start_write", ({ s, mm, vma }) => {
        s.mm[mm].vma_lock.written = true;
        return vma.vm_file ? "vma_interval_tree_insert_after" : "vma_needs_copy";
      }),
    ],
  },
  {
    id: "fork-ignores-rmap-walk",
    what: "fork links the child's VMA without i_mmap_rwsem",
    why: "A walk that is past it does not visit the child, whose PTEs stay writable.",
    breaks: [{ scenario: "lock-exclusion", mapping: "write-notify", laws: ["i-mmap-excludes"] }],
    changes: [
      replaceStep(dup_mmap, "vma_interval_tree_insert_after", ({ s }) => {
        s.mm[child].linked = true;
        return "vma_needs_copy";
      }),
    ],
  },
  {
    id: "fault-ignores-ptl",
    what: "a read fault installs its PTE without the page-table lock",
    why: "A zap that holds the lock has taken the entry away and is not done with it.",
    breaks: [{ scenario: "zap-zap", mapping: "shmem", laws: ["ptl-excludes"] }],
    changes: [
      replaceStep(do_read_fault, "do_fault_around", ({ mm, folio, local: { addr } }) => {
        if (!pte_none(pte_offset_map(mm, addr))) return "done";
        if (!folio_trylock(folio)) return "__do_fault";
        do_set_pte(folio, addr, false);
        folio_unlock(folio);
        return "done";
      }),
    ],
  },
  {
    id: "fault-keeps-mmap-lock",
    what: "a fault returns without dropping the mmap_lock, or the VMA's lock",
    why: "Nobody can take it for writing any more.",
    breaks: [{ scenario: "zap-zap", mapping: "shmem", laws: ["locks-balanced"] }],
    changes: [
      replaceStep(do_user_addr_fault, "vma_end_read", () => "done"),
      replaceStep(do_user_addr_fault, "mmap_read_unlock", () => "done"),
    ],
  },
];

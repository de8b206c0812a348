import type { Rule } from "./Rule.ts";

/** What changed since 5.0, in the order of releases. */
export const rulesSince5 = {
  pinCount: {
    meaning: "FOLL_PIN: pins are told from other references",
    since: "5.6",
    commit: "3faa52c03f44",
    source: "mm/gup.c: try_grab_page()",
    evidence: "read",
  },
  forcedCowBreak: {
    meaning: "a reference for reading to private memory makes its copy first, as if for writing",
    since: "5.8",
    until: "5.9",
    commit: "17839856fd58",
    source: "mm/gup.c: should_force_cow_break()",
    evidence: "read",
    limit: "5.7.y, 4.19.y and 4.14.y have it too; from which release on nobody has looked up.",
  },
  refcountReuse: {
    meaning:
      "a write fault takes a page of private memory as it is only if nobody else has a reference",
    since: "5.9",
    commit: "09854ba94c6a",
    source: "mm/memory.c: do_wp_page()",
    evidence: "read",
  },
  forkCopiesPinned: {
    meaning: "fork copies a page of private memory that may be pinned, at once",
    since: "5.9",
    commit: "70e806e4e645",
    source: "mm/memory.c: copy_present_page()",
    evidence: "read",
  },
  writeProtectSeq: {
    meaning: "a pin that gup_fast took while fork copied page tables is given back",
    since: "5.11",
    commit: "57efa1fe5957",
    source: "mm/gup.c: lockless_pages_from_mm(); mm/memory.c: copy_page_range()",
    evidence: "read",
    backports: [
      {
        release: "5.10.4",
        source: "ChangeLog-5.10.4, and mm/gup.c of 5.10.198",
        evidence: "read",
      },
    ],
  },
  clearRefsLocksWrite: {
    meaning: "clear_refs takes the mmap_lock for writing while it makes PTEs read-only",
    since: "5.11",
    commit: "29a951dfb3c3",
    source: "fs/proc/task_mmu.c: clear_refs_write()",
    evidence: "read",
    backports: [
      { release: "5.10.9", source: "fs/proc/task_mmu.c of 5.10.198", evidence: "recalled" },
    ],
  },
  clearRefsSparesPinned: {
    meaning: "clear_refs leaves the PTE of a page alone that may be pinned",
    since: "5.11",
    commit: "9348b73c2e1b",
    source: "fs/proc/task_mmu.c: pte_is_pinned(), clear_soft_dirty()",
    evidence: "read",
    backports: [
      { release: "5.10.9", source: "fs/proc/task_mmu.c of 5.10.198", evidence: "recalled" },
    ],
  },
  clearRefsFlushes: {
    meaning: "clear_refs flushes the TLB itself",
    since: "5.12",
    commit: "912efa17e512",
    source: "fs/proc/task_mmu.c: clear_refs_write(), flush_tlb_mm()",
    evidence: "read",
    backports: [
      { release: "5.10.20", source: "fs/proc/task_mmu.c of 5.10.198", evidence: "recalled" },
    ],
    limit: "Until 4.12 it did so too.",
  },
  uffdWpFaultFlushes: {
    meaning:
      "a write fault under userfaultfd-wp flushes its address while a flush of the mm is pending",
    since: "5.12",
    commit: "6ce64428d620",
    source: "mm/memory.c: do_wp_page(), mm_tlb_flush_pending()",
    evidence: "read",
    backports: [{ release: "5.10.25", source: "mm/memory.c of 5.10.198", evidence: "recalled" }],
  },
  madvPopulate: {
    meaning: "MADV_POPULATE_READ and MADV_POPULATE_WRITE exist",
    since: "5.14",
    commit: "4ca9b3859dac",
    source: "mm/madvise.c: madvise_populate()",
    evidence: "read",
  },
  uffdContinueDirties: {
    meaning: "UFFDIO_CONTINUE maps the page cache's page dirty, in a private mapping too",
    since: "5.16",
    commit: "9ae0f87d009c",
    source: "mm/userfaultfd.c: mfill_atomic_install_pte()",
    evidence: "read",
    limit: "Read in 5.15 and 5.17.",
  },
  uffdWpCopy: {
    meaning: "userfaultfd-wp on shmem; fork copies such PTEs if the child's VMA stays registered",
    since: "5.19",
    commit: "c56d1b62cce8",
    source: "mm/memory.c: vma_needs_copy(); fs/userfaultfd.c: dup_userfaultfd()",
    evidence: "read",
    limit: "The child's VMA stays registered only with UFFD_FEATURE_EVENT_FORK.",
  },
  anonExclusive: {
    meaning:
      "PageAnonExclusive: such a page is reused and stays with its pins; a pin for reading gets one",
    since: "5.19",
    commit: "6c287605fd56",
    source: "mm/memory.c: do_wp_page(); mm/gup.c: gup_must_unshare()",
    evidence: "read",
  },
  exclusiveForcedWrite: {
    meaning: "a forced write knows the copy that it made by PageAnonExclusive",
    since: "6.0",
    commit: "5535be309971",
    source: "mm/gup.c: can_follow_write_pte()",
    evidence: "read",
    backports: [{ release: "5.19.6", source: "ChangeLog-5.19.6", evidence: "read" }],
  },
  unsharesAll: {
    meaning:
      "a long-term pin for reading gets a page of the mm's own, of the zero page and files too",
    since: "6.2",
    commit: "84209e87c696",
    source: "mm/gup.c: gup_must_unshare()",
    evidence: "read",
  },
  delayRmap: {
    meaning: "zap removes the rmap of dirty file pages after the TLB flush",
    since: "6.2",
    commit: "5df397dec7c4",
    source: "mm/memory.c: zap_pte_range(); mm/mmu_gather.c: tlb_flush_rmaps()",
    evidence: "read",
    limit:
      "PTE-mapped pages only: mm/huge_memory.c: zap_huge_pmd() keeps the old order, in 6.12 too.",
  },
  uffdWpWritenotify: {
    meaning: "userfaultfd-wp VMAs get write notification: their vm_page_prot lacks write",
    since: "6.2",
    commit: "51d3d5eb74ff",
    source: "mm/mmap.c: vma_wants_writenotify()",
    evidence: "read",
    backports: [
      {
        release: "6.1.8",
        source: "ChangeLog-6.1.8: 622a792ac8e1, and mm/mmap.c of 6.1.192",
        evidence: "read",
      },
    ],
  },
  vmaLock: {
    meaning:
      "a fault on anonymous memory that has an anon_vma holds the lock of its VMA, not the mmap_lock",
    since: "6.4",
    commit: "0bff0aaea03e",
    source: "mm/memory.c: lock_vma_under_rcu(); arch/x86/mm/fault.c: do_user_addr_fault()",
    evidence: "read",
    limit: "Since 6.10 also without an anon_vma: here such a fault still takes the mmap_lock.",
  },
  forkLocksVmas: {
    meaning: "fork locks every VMA of the parent for writing, so that no fault under its lock runs",
    since: "6.5",
    commit: "fb49c455323f",
    source: "kernel/fork.c: dup_mmap()",
    evidence: "read",
    backports: [
      {
        release: "6.4.3",
        source: "kernel/fork.c of 6.4.6; 6.4.3-rc1: fb49c455323f",
        evidence: "read",
      },
    ],
    limit: "Means something since 6.4 only: before, a fault holds the mmap_lock.",
  },
  longtermWriteRefused: {
    meaning: "a long-term pin for writing of a shared file that wants to hear of stores is refused",
    since: "6.5",
    commit: "8ac268436e6d",
    source: "mm/gup.c: writable_file_mapping_allowed(); mm/mmap.c: vma_needs_dirty_tracking()",
    evidence: "read",
    limit: "A pin that is not for long is still taken.",
  },
  vmaLockFiles: {
    meaning: "faults on files hold the lock of the VMA too, but for a copy without an anon_vma",
    since: "6.7",
    commit: "4ed4379881aa",
    source: "mm/memory.c: vmf_can_call_fault(), do_shared_fault()",
    evidence: "read",
    limit:
      "Some read faults did so since 6.6. A device's VMA without ->map_pages() still does not.",
  },
  faultDirtiesPte: {
    meaning: "a read fault installs a writable PTE dirty, if the folio is dirty already",
    since: "6.16",
    commit: "4e92030c05dc",
    source: "mm/memory.c: set_pte_range()",
    evidence: "mail",
  },
  dontneedVmaLock: {
    meaning: "MADV_DONTNEED holds the lock of the VMA, not the mmap_lock",
    since: "6.17",
    commit: "a6fde7add78d",
    source: "mm/madvise.c: madvise_lock(), try_vma_read_lock()",
    evidence: "read",
    limit: "Read in 6.18; 6.17 is from mails.",
  },
} satisfies Record<string, Rule>;

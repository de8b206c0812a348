import type { Rule } from "./Rule.ts";

const table = {
  cowClearsFirst: {
    meaning: "copy-on-write clears the old PTE and flushes it before it maps the copy",
    since: "2.6.19",
    commit: "4ce072f1faf2",
    source: "mm/memory.c: do_wp_page()",
    evidence: "read",
  },
  writeNotify: {
    meaning:
      "a shared file's PTEs start read-only, so that the first store faults; writeback cleans them",
    since: "2.6.19",
    commit: "d08b3851da41",
    source: "mm/mmap.c: vma_wants_writenotify(); mm/rmap.c: page_mkclean()",
    evidence: "read",
    limit:
      "Of the kernel's file systems none has page_mkwrite until 2.6.22; XFS and ocfs2 have it since 2.6.23, NFS since 2.6.24, ext4 since 2.6.27 (page_mkwrite in fs/ at these tags).",
  },
  msyncByTags: {
    meaning: "msync(MS_SYNC) looks at no page table, as PG_dirty says all",
    since: "2.6.19",
    commit: "204ec841fbea",
    source: "mm/msync.c: sys_msync(), until then msync_pte_range()",
    evidence: "read",
  },
  mkcleanFirst: {
    meaning:
      "writeback cleans the PTEs before it clears PG_dirty, and a PTE that was dirty sets it",
    since: "2.6.20",
    commit: "7658cc289288",
    source: "mm/page-writeback.c: clear_page_dirty_for_io()",
    evidence: "read",
    backports: [{ release: "2.6.19.2", source: "ChangeLog-2.6.19.2", evidence: "recalled" }],
  },
  mkcleanFlushesFirst: {
    meaning: "writeback flushes the TLB before it puts the clean PTE back",
    since: "2.6.20",
    commit: "d6e88e671ac1",
    source: "mm/rmap.c: page_mkclean_one()",
    evidence: "read",
    limit: "No verdict here depends on it: the page-table lock is held throughout.",
  },
  dontneedReads: {
    meaning: "MADV_DONTNEED takes the mmap_lock for reading, so it overlaps with faults and others",
    since: "2.6.22",
    commit: "0a27a14a6292",
    source: "mm/madvise.c: madvise_need_mmap_write()",
    evidence: "read",
  },
  faultLocksPage: {
    meaning: "a fault on an empty PTE of a file holds the page lock while it sets the PTE",
    since: "2.6.23",
    commit: "d00806b18315",
    source: "mm/memory.c: __do_fault(); mm/filemap.c: filemap_fault()",
    evidence: "read",
  },
  dirtyWaits: {
    meaning: "a write fault on a read-only PTE waits for the page lock before it sets PG_dirty",
    since: "2.6.23",
    commit: "79352894b285",
    source: "mm/memory.c: do_wp_page(), set_page_dirty_balance()",
    evidence: "read",
  },
  readFaultAllocates: {
    meaning: "a read fault on anonymous memory gets a page of its own, not the zero page",
    since: "2.6.24",
    until: "2.6.32",
    commit: "557ed1fa2620",
    source: "mm/memory.c: do_anonymous_page()",
    evidence: "read",
    limit:
      "Before it the zero page was counted like other pages; here it never is, which no law sees.",
  },
  cowRmapAfterFlush: {
    meaning: "copy-on-write drops the old page's mapcount after the flush",
    since: "2.6.26",
    commit: "945754a1754f",
    source: "mm/memory.c: do_wp_page()",
    evidence: "read",
  },
  gupFast: {
    meaning: "get_user_pages_fast() walks page tables without a lock, with interrupts off",
    since: "2.6.27",
    commit: "8174c430e445",
    source: "arch/x86/mm/gup.c: gup_pte_range()",
    evidence: "read",
    limit: "On x86.",
  },
  mkcleanWaits: {
    meaning: "writeback takes the page-table lock even where a PTE looks empty",
    since: "2.6.27",
    commit: "479db0bf408e",
    source: "mm/rmap.c: page_mkclean_one(), page_check_address()",
    evidence: "read",
  },
  dropsWriteIfForced: {
    meaning:
      "after its copy a lookup for writing goes on as one for reading only where the VMA lacks VM_WRITE",
    since: "2.6.29",
    commit: "878b63ac889d",
    source: "mm/memory.c: __get_user_pages()",
    evidence: "read",
  },
  mkwriteHoldsLock: {
    meaning:
      "page_mkwrite returns with the page locked, and it stays so until PTE and PG_dirty are set",
    since: "2.6.30",
    commit: "b827e496c893",
    source: "mm/memory.c: do_wp_page(), __do_fault(); fs/buffer.c: block_page_mkwrite()",
    evidence: "read",
    backports: [
      {
        release: "2.6.27.24",
        source: "ChangeLog-2.6.27.24, and mm/memory.c of 2.6.27.57",
        evidence: "read",
      },
    ],
  },
  upgradeWithoutFlush: {
    meaning:
      "making a present PTE writable flushes no TLB: a stale translation faults once more (x86)",
    since: "3.8",
    commit: "e4a1cc56e4d7",
    source: "arch/x86/mm/pgtable.c: ptep_set_access_flags()",
    evidence: "recalled",
  },
  faultAround: {
    meaning: "a read fault maps a cached page without waiting for its lock, if that is free",
    since: "3.15",
    commit: "8c6e50b0290c",
    source: "mm/memory.c: do_fault_around(); mm/filemap.c: filemap_map_pages()",
    evidence: "read",
  },
  forceFlush: {
    meaning: "zap of a dirty file PTE flushes the TLB before it drops the page-table lock",
    since: "3.15",
    commit: "1cf35d47712d",
    source: "mm/memory.c: zap_pte_range()",
    evidence: "read",
  },
  hooklessLocks: {
    meaning:
      "without page_mkwrite, a write fault on a read-only PTE takes the page lock to set PG_dirty",
    since: "3.19",
    commit: "2d6d7f982846",
    source: "mm/memory.c: do_wp_page(), later fault_dirty_shared_page()",
    evidence: "read",
  },
  follCow: {
    meaning: "a forced write knows the copy that it made by FOLL_COW and a dirty PTE",
    since: "4.9",
    commit: "19be0eaffa3a",
    source: "mm/gup.c: can_follow_write_pte(), faultin_page()",
    evidence: "read",
  },
  nestedFlush: {
    meaning: "a zap that overlaps with another one flushes even what it has not cleared",
    since: "4.13",
    commit: "99baac21e458",
    source: "mm/mmu_gather.c: tlb_finish_mmu(), mm_tlb_flush_nested()",
    evidence: "read",
  },
  gupFastRechecks: {
    meaning: "get_user_pages_fast() reads the PTE again when it has the reference",
    since: "4.13",
    commit: "e585513b76f7",
    source: "mm/gup.c: gup_pte_range()",
    evidence: "read",
    limit: "On x86, which took the generic code then.",
  },
  munmapDowngrades: {
    meaning: "munmap() takes the page tables away under the mmap_lock for reading",
    since: "4.20",
    commit: "dd2283f2605e",
    source: "mm/mmap.c: __do_munmap()",
    evidence: "read",
  },
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
  madvPopulate: {
    meaning: "MADV_POPULATE_READ and MADV_POPULATE_WRITE exist",
    since: "5.14",
    commit: "4ca9b3859dac",
    source: "mm/madvise.c: madvise_populate()",
    evidence: "read",
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

/** The names of the rules. */
export type RuleName = keyof typeof table;

/** What differs between releases, in their order. One line here, and its use in a step, is a rule. */
export const rules: Readonly<Record<RuleName, Rule>> = table;

/** Which rules a kernel has. */
export type Rules = Readonly<Record<RuleName, boolean>>;

/** The rules by name, in their order. */
export const ruleNames = Object.keys(table) as readonly RuleName[];

/** The rules of which something is true. */
export function rulesWhere(isSo: (rule: Rule, name: RuleName) => boolean): Rules {
  const values = ruleNames.map((name) => [name, isSo(rules[name], name)]);
  return Object.fromEntries(values) as Record<RuleName, boolean>;
}

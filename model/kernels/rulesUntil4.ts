import type { Rule } from "./Rule.ts";

/** What changed from 2.6.19 to 4.20, in the order of releases. */
export const rulesUntil4 = {
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
  forcedSharedRefused: {
    meaning: "a forced write to a shared mapping that is read-only is refused, and makes no copy",
    since: "3.15",
    commit: "cda540ace6a1",
    source: "mm/memory.c: __get_user_pages(), later mm/gup.c: check_vma_flags()",
    evidence: "read",
  },
  hooklessLocks: {
    meaning:
      "without page_mkwrite, a write fault on a read-only PTE takes the page lock to set PG_dirty",
    since: "3.19",
    commit: "2d6d7f982846",
    source: "mm/memory.c: do_wp_page(), later fault_dirty_shared_page()",
    evidence: "read",
    limit: "It guards against truncation, which is left out: no verdict here depends on it.",
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
  clearRefsGathers: {
    meaning:
      "clear_refs no longer flushes the TLB by flush_tlb_mm(), but leaves that to tlb_finish_mmu()",
    since: "4.13",
    commit: "b3a81d0841a9",
    source: "fs/proc/task_mmu.c: clear_refs_write()",
    evidence: "read",
    limit:
      "Which knows of nothing to flush, unless a zap is under way. Undone by clearRefsFlushes.",
  },
  gupFastRechecks: {
    meaning: "get_user_pages_fast() reads the PTE again when it has the reference",
    since: "4.13",
    commit: "e585513b76f7",
    source: "mm/gup.c: gup_pte_range()",
    evidence: "read",
    limit:
      "On x86, which took the generic code then. No verdict here depends on it: interrupts are off.",
  },
  munmapDowngrades: {
    meaning: "munmap() takes the page tables away under the mmap_lock for reading",
    since: "4.20",
    commit: "dd2283f2605e",
    source: "mm/mmap.c: __do_munmap()",
    evidence: "read",
  },
} satisfies Record<string, Rule>;

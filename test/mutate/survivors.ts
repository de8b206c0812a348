import type { Change } from "./Mutant.ts";

/** A mutant that no verdict kills, and why not. */
export interface Survivor extends Change {
  /** Equivalent: it means the same, or something else that nothing can ever see. Else it should be killed. */
  readonly isEquivalent: boolean;
  readonly why: string;
}

const slower =
  "The read fault takes its slow path, or is tried again: slower, and no law is about that.";
const scope =
  "No variant breaks the law by a step of this procedure, so leaving it out shows nowhere.";

/** Those that are known: each is looked for, and must be there and survive. */
export const survivors: readonly Survivor[] = [
  {
    file: "model/operations/file_fault.ts",
    where: "do_shared_fault.finish_fault",
    was: '"done"',
    becomes: '"__do_fault"',
    isEquivalent: false,
    why: "The fault is handled once more, and finds that the PTE is present.",
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isAccess",
    was: 'operation === "load" || operation === "store"',
    becomes: 'operation === "store"',
    isEquivalent: false,
    why: "A load through a stale translation never starts without a VMA: fewer runs, none of them wrong.",
  },
  {
    file: "model/operations/access.ts",
    where: "load.access",
    was: "isHit && pte.accessed",
    becomes: "false",
    isEquivalent: true,
    why: "The walk sets what is set already: the same as a hit.",
  },
  {
    file: "model/operations/file_fault.ts",
    where: "do_set_pte.dirty",
    was: "kernel.faultDirtiesPte && isWritable",
    becomes: "kernel.faultDirtiesPte",
    isEquivalent: false,
    why: "A dirty PTE that is not writable, on 6.18 only: mkclean cleans it too.",
  },
  {
    file: "model/operations/file_fault.ts",
    where: "do_read_fault.do_fault_around.isSkipped",
    was: "pte_none(pte) && !folio_trylock(folio)",
    becomes: "pte_none(pte)",
    isEquivalent: false,
    why: slower,
  },
  {
    file: "model/operations/file_fault.ts",
    where: "do_read_fault.do_fault_around",
    was: "isSkipped",
    becomes: "true",
    isEquivalent: false,
    why: slower,
  },
  {
    file: "model/operations/file_fault.ts",
    where: "do_read_fault.do_fault_around",
    was: "isSkipped",
    becomes: "false",
    isEquivalent: false,
    why: slower,
  },
  {
    file: "model/operations/file_fault.ts",
    where: "do_read_fault.__do_fault",
    was: '"finish_fault"',
    becomes: '"unlock_page"',
    isEquivalent: false,
    why: slower,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet.isFolioIdle",
    was: "every(folio, ({ locked, writeback }) => locked === null && !writeback)",
    becomes: "some(folio, ({ locked, writeback }) => locked === null && !writeback)",
    isEquivalent: true,
    why: "There is one folio.",
  },
  {
    file: "model/operations/writeback.ts",
    where: "write_cache_pages.folio_start_writeback",
    was: "!local.dirty",
    becomes: "false",
    isEquivalent: true,
    why: "As the kernel asks: if (!folio_clear_dirty_for_io(folio)) goto continue_unlock. PG_dirty was tested under the folio lock, without which nobody here clears it; only io-before-mkclean goes that way.",
  },
  {
    file: "model/primitives/folio.ts",
    where: "folio_mark_dirty",
    was: "kernel.mapping.canWriteback",
    becomes: "true",
    isEquivalent: false,
    why: "A tag on shmem, where nobody looks for it.",
  },
  {
    file: "model/primitives/tlb.ts",
    where: "mm_tlb_flush_nested",
    was: "is( current().s.mm[mm], ({ tlb_flush_pending, wrprotect_pending }) => tlb_flush_pending + wrprotect_pending > 1, )",
    becomes: "true",
    isEquivalent: false,
    why: "It flushes more than it must: slower, and no law is about that.",
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isAccess",
    was: 'operation === "load" || operation === "store"',
    becomes: "true",
    isEquivalent: false,
    why: "Another operation that starts without a VMA finds that there is none and returns: more runs, none of them wrong.",
  },
  {
    file: "model/operations/gup.ts",
    where: "get_user_pages.follow_page_pte",
    was: "write && kernel.follTouch && !pte_dirty(pte) && !folio_test_dirty(page)",
    becomes: "write && kernel.follTouch && !pte_dirty(pte)",
    isEquivalent: true,
    why: "A folio that is dirty is marked dirty: that sets nothing which is not set.",
  },
  {
    file: "model/operations/gup.ts",
    where: "gup_write.test_page_dirty",
    was: "folio_test_dirty(folio)",
    becomes: "false",
    isEquivalent: false,
    why: "The folio is marked dirty under its lock where that is not needed: slower, and no law is about that.",
  },
  {
    file: "model/operations/writeback.ts",
    where: "fsync.begin",
    was: 's.io.phase === "read" && s.io.latestStore',
    becomes: 's.io.phase === "read"',
    isEquivalent: false,
    why: "fsync() is credited with I/O that began before the store. PG_dirty makes it write again, so the promise is kept anyway.",
  },
  {
    file: "invariants/i-mmap-excludes.ts",
    where: "iMmapExcludes.procedures",
    was: "[dup_mmap, munmap]",
    becomes: "[dup_mmap]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[__do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, dup_mmap, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, zap_pte_range, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, folio_mkclean, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, fsync]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, ]",
    becomes:
      "[do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "model/operations/do_no_page.ts",
    where: "do_no_page.set_pte_at",
    was: "pte_none(pte) && write",
    becomes: "write",
    isEquivalent: false,
    why: "It marks the folio dirty without need: slower, and no law is about that.",
  },
  {
    file: "model/operations/writeback.ts",
    where: "write_cache_pages.unlock_page",
    was: '"done"',
    becomes: '"lookup_tag"',
    isEquivalent: false,
    why: "It looks for the tag once more: slower, and no law is about that.",
  },
  {
    file: "model/operations/writeback.ts",
    where: "fsync.ptep_clear_flush_dirty",
    was: "pte_present(pte)",
    becomes: "true",
    isEquivalent: true,
    why: "The entry was dirty under the page-table lock, which is still held.",
  },
  {
    file: "model/primitives/pte.ts",
    where: "pte_young",
    was: 'pte.kind === "present" && pte.accessed',
    becomes: "pte.accessed",
    isEquivalent: true,
    why: "No entry of another kind has the bit.",
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet.areLocksFree",
    was: "writer === null && ptl === null && !some(readers, (reads) => reads) && !some(vma_lock.readers, (reads) => reads)",
    becomes: "writer === null && ptl === null && !some(readers, (reads) => reads)",
    isEquivalent: true,
    why: "munmap() waits for the readers of the VMA's lock: no VMA is gone while one is held.",
  },
  {
    file: "model/primitives/vma_lock.ts",
    where: "isForVmaLock",
    was: "kernel.vmaLockFiles && (vma.vm_shared || !write || s.mm[mm].anon_vma)",
    becomes: "true",
    isEquivalent: false,
    why: "The fault takes the mmap_lock where the VMA's would do, or the other way round: either keeps fork and munmap() out.",
  },
  {
    file: "model/primitives/vma_lock.ts",
    where: "isForVmaLock",
    was: "vma.vm_shared || !write || s.mm[mm].anon_vma",
    becomes: "s.mm[mm].anon_vma",
    isEquivalent: false,
    why: "The fault takes the mmap_lock where the VMA's would do, or the other way round: either keeps fork and munmap() out.",
  },
  {
    file: "model/primitives/vma_lock.ts",
    where: "isForVmaLock",
    was: "kernel.vmaLockFiles && (vma.vm_shared || !write || s.mm[mm].anon_vma)",
    becomes: "false",
    isEquivalent: false,
    why: "The fault takes the mmap_lock where the VMA's would do, or the other way round: either keeps fork and munmap() out.",
  },
  {
    file: "model/operations/gup_fast.ts",
    where: "gup_fast.pte_same.isShared",
    was: "pte_present(pte) && !pte_write(pte) && !local.write",
    becomes: "pte_present(pte) && !pte_write(pte)",
    isEquivalent: true,
    why: "Who pins for writing has found a writable PTE before.",
  },
];

import type { Change } from "./Mutant.ts";

/** A mutant that no verdict kills, and why not. */
export interface Survivor extends Change {
  /** Equivalent: it means the same, or something else that nothing can ever see. Else it should be killed. */
  readonly isEquivalent: boolean;
  readonly why: string;
}

const deadlocks =
  "It is about deadlocks: a thread that is over waits until all is quiet. No system deadlocks, so none shows the difference.";
const liveness =
  "The access is tried for ever instead of being given up after SIGSEGV. Liveness is not checked.";
const scope =
  "No variant breaks the law by a step of this procedure, so leaving it out shows nowhere.";

/** Those that are known: each is looked for, and must be there and survive. */
export const survivors: readonly Survivor[] = [
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet.isFolioIdle",
    was: "locked === null && !writeback",
    becomes: "true",
    isEquivalent: false,
    why: deadlocks,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet.isFolioIdle",
    was: "locked === null && !writeback",
    becomes: "locked === null",
    isEquivalent: false,
    why: deadlocks,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet.areLocksFree",
    was: "some(readers, (reads) => reads)",
    becomes: "every(readers, (reads) => reads)",
    isEquivalent: false,
    why: deadlocks,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet.areLocksFree",
    was: "writer === null && ptl === null && !some(readers, (reads) => reads)",
    becomes: "!some(readers, (reads) => reads)",
    isEquivalent: false,
    why: deadlocks,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet",
    was: "areLocksFree && isFolioIdle",
    becomes: "isFolioIdle",
    isEquivalent: false,
    why: deadlocks,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "isQuiet",
    was: "areLocksFree && isFolioIdle",
    becomes: "areLocksFree",
    isEquivalent: false,
    why: deadlocks,
  },
  {
    file: "model/operations/user_thread.ts",
    where: "user_thread.next",
    was: "isQuiet(s)",
    becomes: "true",
    isEquivalent: false,
    why: deadlocks,
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
    file: "model/operations/access.ts",
    where: "store.access",
    was: '"done"',
    becomes: '"access"',
    isEquivalent: false,
    why: liveness,
  },
  {
    file: "model/operations/access.ts",
    where: "load.access",
    was: '"done"',
    becomes: '"access"',
    isEquivalent: false,
    why: liveness,
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
    file: "model/operations/fork.ts",
    where: "dup_mmap.mmap_write_lock",
    was: "!s.mm[mm].mapped || isAlive(child)",
    becomes: "isAlive(child)",
    isEquivalent: false,
    why: "No scenario lets one thread unmap what another one forks.",
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, do_shared_fault, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, do_shared_fault, wp_page_shared, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, dup_mmap, zap_pte_range, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, zap_pte_range, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, folio_mkclean]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: "[ do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, ]",
    becomes:
      "[do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range]",
    isEquivalent: false,
    why: scope,
  },
  {
    file: "invariants/i-mmap-excludes.ts",
    where: "iMmapExcludes.procedures",
    was: "[dup_mmap, munmap]",
    becomes: "[dup_mmap]",
    isEquivalent: false,
    why: scope,
  },
];

import type { Change } from "./Mutant.ts";

/** A mutant that no verdict kills, and why not. */
export interface Survivor extends Change {
  /** Equivalent: it means the same, or something else that nothing can ever see. Else it should be killed. */
  readonly isEquivalent: boolean;
  readonly why: string;
}

const scope =
  "No variant breaks the law by a step of this procedure, so leaving it out shows nowhere.";

const onePage = "There is one page.";

const underPtl =
  "do_no_page, __do_fault, do_read_fault, do_shared_fault, wp_page_shared, handle_mm_fault, get_user_pages, dup_mmap, zap_pte_range, folio_mkclean, fsync, clear_refs, mprotect, uffd_continue, uffd_writeprotect".split(
    ", ",
  );

/** The law, not asked of one of its procedures. */
const ptlExcludes = underPtl.map((left): Survivor => {
  const others = underPtl.filter((name) => name !== left);
  return {
    file: "invariants/ptl-excludes.ts",
    where: "ptlExcludes.procedures",
    was: `[ ${underPtl.join(", ")}, ]`,
    becomes: `[${others.join(", ")}]`,
    isEquivalent: false,
    why: scope,
  };
});

/** Those that are known: each is looked for, and must be there and survive. */
export const survivors: readonly Survivor[] = [
  {
    file: "model/operations/access.ts",
    where: "load.access",
    was: "isHit && pte.accessed",
    becomes: "false",
    isEquivalent: true,
    why: "The walk sets what is set already: the same as a hit.",
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
    file: "model/operations/gup.ts",
    where: "get_user_pages.follow_page_pte",
    was: "write && kernel.follTouch && !pte_dirty(pte) && !folio_test_dirty(page)",
    becomes: "write && kernel.follTouch && !pte_dirty(pte)",
    isEquivalent: true,
    why: "A folio that is dirty is marked dirty: that sets nothing which is not set.",
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
    file: "model/operations/gup_fast.ts",
    where: "gup_fast.pte_same.isShared",
    was: "pte_present(pte) && !pte_write(pte) && !local.write",
    becomes: "pte_present(pte) && !pte_write(pte)",
    isEquivalent: true,
    why: "Who pins for writing has found a writable PTE before.",
  },
  {
    file: "invariants/free-frame-is-unreachable.ts",
    where: "isReachable",
    was: 'some(pte, (entry) => entry.kind === "present" && entry.frame === frame)',
    becomes: 'every(pte, (entry) => entry.kind === "present" && entry.frame === frame)',
    isEquivalent: true,
    why: onePage,
  },
  {
    file: "invariants/pinned-page-stays.ts",
    where: "pinnedPageStays.holds",
    was: 'every(pte, (entry) => is(entry, (one) => one.kind === "none" || one.frame === frame))',
    becomes: 'some(pte, (entry) => is(entry, (one) => one.kind === "none" || one.frame === frame))',
    isEquivalent: true,
    why: onePage,
  },
  ...ptlExcludes,
  {
    file: "model/operations/fork.ts",
    where: "dup_mmap.mmap_write_lock",
    was: "kernel.vmaLock && kernel.forkLocksVmas",
    becomes: "kernel.forkLocksVmas",
    isEquivalent: true,
    why: "No release has the second rule without the first.",
  },
  {
    file: "model/operations/cow.ts",
    where: "can_reuse",
    was: "kernel.anonExclusive && s.folio[folio].exclusive",
    becomes: "s.folio[folio].exclusive",
    isEquivalent: true,
    why: "Without the rule nothing sets the bit.",
  },
  {
    file: "model/operations/clear_refs.ts",
    where: "pte_is_pinned",
    was: "s.mm[mm].has_pinned && folio_test_anon(page)",
    becomes: "s.mm[mm].has_pinned",
    isEquivalent: true,
    why: "Only pins of anonymous memory are counted.",
  },
  {
    file: "model/operations/gup.ts",
    where: "can_follow_write_pte",
    was: "folio_test_anon(pte.frame) && s.folio[pte.frame].exclusive",
    becomes: "s.folio[pte.frame].exclusive",
    isEquivalent: true,
    why: "Only anonymous memory has the bit: exclusive-is-unshared.",
  },
  {
    file: "model/operations/uffd_writeprotect.ts",
    where: "uffd_writeprotect.mmap_read_lock",
    was: "!s.mm[mm].mapped",
    becomes: "false",
    isEquivalent: false,
    why: "Without a VMA there is no PTE: it finds nothing, if under the lock.",
  },
  {
    file: "model/operations/clear_refs.ts",
    where: "clear_refs.mmap_lock",
    was: "!s.mm[mm].mapped",
    becomes: "false",
    isEquivalent: false,
    why: "Without a VMA there is no PTE: it finds nothing, if under the lock.",
  },
  {
    file: "model/operations/fork.ts",
    where: "dup_mmap.flush_tlb_mm",
    was: "s.mm[mm].write_protect_seq = 0;",
    becomes: "",
    isEquivalent: true,
    why: "2 is as even as 0: it counts that it is not 1, and has changed.",
  },
  {
    file: "model/operations/gup_fast.ts",
    where: "gup_fast.pte_same.isShared",
    was: "pte_present(pte) && !pte_write(pte)",
    becomes: "pte_present(pte)",
    isEquivalent: true,
    why: "What is mapped for writing is the mm's alone: anon-writable-is-exclusive.",
  },
  {
    file: "model/operations/uffd_continue.ts",
    where: "uffd_continue.mfill_atomic_install_pte.dirty",
    was: "write || kernel.uffdContinueDirties",
    becomes: "kernel.uffdContinueDirties",
    isEquivalent: false,
    why: "Before 5.16 it would be writable and clean, as a read fault leaves it on shmem too.",
  },
  {
    file: "model/operations/reference.ts",
    where: "use_reference.use",
    was: "waitUntil(held !== null);",
    becomes: "",
    isEquivalent: true,
    why: "Who has no reference does not begin.",
  },
  {
    file: "model/mappings/writeNotify.ts",
    where: "writeNotify.uffdWp",
    was: "false",
    becomes: "true",
    isEquivalent: true,
    why: "It is asked of private memory only.",
  },
  {
    file: "model/primitives/pte.ts",
    where: "walkSets",
    was: 'pte.kind !== "present"',
    becomes: "false",
    isEquivalent: true,
    why: "Nobody walks an entry that is none: it is there for the types.",
  },
  {
    file: "model/operations/change_pte_range.ts",
    where: "change_pte_range.ptep_modify_prot_commit",
    was: "pte_present(ptent)",
    becomes: "true",
    isEquivalent: true,
    why: "It was present when it was taken away: it is there for the types.",
  },
  {
    file: "model/operations/gup_fast.ts",
    where: "gup_fast.try_grab_page",
    was: 'kind === "free" || kind === "zero"',
    becomes: 'kind === "free"',
    isEquivalent: false,
    why: "It would pin the zero page, which nobody writes or frees.",
  },
  {
    file: "model/primitives/pte.ts",
    where: "pte_mkyoung.accessed",
    was: "true",
    becomes: "false",
    isEquivalent: false,
    why: "Only a proposal uses it, and no law is about the accessed bit.",
  },
  {
    file: "model/operations/gup_fast.ts",
    where: "gup_fast.pte_same.isShared",
    was: "pte_present(pte) && !pte_write(pte)",
    becomes: "!pte_write(pte)",
    isEquivalent: true,
    why: "What is pinned was present: it is there for the types.",
  },
  {
    file: "model/operations/writeback.ts",
    where: "flusher.wb_workfn.sync",
    was: "false",
    becomes: "true",
    isEquivalent: false,
    why: "It would wait for writeback before it writes again: slower, and no law is about that.",
  },
];

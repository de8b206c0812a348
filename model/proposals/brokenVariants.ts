import { extend, replaceStep } from "../current.ts";
import { call } from "../language/index.ts";
import {
  do_read_fault,
  do_set_pte,
  do_shared_fault,
  dup_mmap,
  folio_clear_dirty_for_io,
  folio_mkclean,
  gup_write,
  madvise_dontneed,
  munmap,
  write_cache_pages,
  zap_pte_range,
} from "../operations/index.ts";
import type { Proposal } from "../Proposal.ts";
import {
  dec_tlb_flush_pending,
  flush_tlb_page,
  folio_test_clear_dirty,
  folio_unlock,
  page_remove_rmap,
  pte_none,
  pte_offset_map,
  pte_offset_map_lock,
  pte_present,
  pte_unmap_unlock,
  tlb_delay_rmap,
} from "../primitives/index.ts";
import { brokenLocks } from "./brokenLocks.ts";

/** Models broken on purpose: each shows that some invariant can fail. */
export const brokenVariants: readonly Proposal[] = [
  {
    id: "reverse-rmap-order",
    what: "rmap finds the child's VMA before the parent's",
    why: "A child copied between the two visits keeps a writable PTE that nobody cleans.",
    breaks: [
      {
        scenario: "fork-copied",
        mapping: "write-notify",
        laws: [
          "writable-implies-dirty-somewhere",
          "write-notify",
          "mkclean-complete",
          "dirty-pte-is-recorded",
        ],
      },
      {
        scenario: "fsync",
        mapping: "write-notify",
        laws: ["write-notify", "fsync-durable", "mkclean-complete", "dirty-pte-is-recorded"],
      },
    ],
    changes: [
      replaceStep(folio_mkclean, "rmap_walk_file", ({ s, local, kernel }) => {
        if (local.visited === kernel.mms.length) return "i_mmap_unlock_read";
        local.mm = kernel.mms[kernel.mms.length - 1 - local.visited];
        local.visited += 1;
        return s.mm[local.mm].linked ? "ptep_clear_flush" : "rmap_walk_file";
      }),
    ],
  },
  {
    id: "writable-read-fault",
    what: "a read fault installs a writable PTE although the file wants write notification (before 2.6.19)",
    why: "The first store then sets only the PTE's dirty bit, and the file system hears of nothing.",
    breaks: [
      {
        scenario: "fork-shared",
        mapping: "write-notify",
        laws: [
          "writable-implies-dirty",
          "writable-implies-dirty-somewhere",
          "write-notify",
          "mkclean-complete",
          "dirty-pte-is-recorded",
        ],
      },
    ],
    changes: [
      // As it was then: at once, whoever holds the folio lock.
      replaceStep(do_read_fault, "do_fault_around", (c) => {
        const mapping = { ...c.kernel.mapping, pageProtWrite: true };
        do_read_fault.steps.finish_fault({ ...c, kernel: { ...c.kernel, mapping } });
        return "done";
      }),
    ],
  },
  {
    id: "mkclean-skips-flush",
    what: "folio_mkclean() does not flush the TLB",
    why: "A CPU goes on storing through a dirty translation that the page tables no longer know.",
    breaks: [
      {
        scenario: "fsync",
        mapping: "write-notify",
        laws: [
          "no-lost-store",
          "fsync-durable",
          "mkclean-complete",
          "stale-translation-awaits-flush",
        ],
      },
    ],
    changes: [replaceStep(folio_mkclean, "flush_tlb_page", () => "set_pte_at")],
  },
  {
    id: "mkclean-skipped",
    what: "folio_clear_dirty_for_io() does not call folio_mkclean() (before 2.6.19)",
    why: "PTEs stay writable while PG_dirty is cleared.",
    breaks: [
      {
        scenario: "fsync",
        mapping: "write-notify",
        laws: ["write-notify", "fsync-durable", "mkclean-complete", "dirty-pte-is-recorded"],
      },
    ],
    changes: [
      replaceStep(folio_clear_dirty_for_io, "folio_mkclean", () => "folio_test_clear_dirty"),
    ],
  },
  {
    id: "dirty-cleared-before-mkclean",
    what: "PG_dirty is cleared before folio_mkclean(), whose result is ignored (2.6.19.0)",
    why: "What a PTE alone knew is forgotten: a file system that has cleaned its buffers by itself writes nothing.",
    breaks: [
      {
        scenario: "fork-copied",
        mapping: "write-notify",
        laws: ["writable-implies-dirty-somewhere"],
      },
    ],
    changes: [
      replaceStep(folio_clear_dirty_for_io, "folio_mkclean", ({ folio, local }) => {
        local.dirty = folio_test_clear_dirty(folio);
        return call(folio_mkclean, {}, "done");
      }),
    ],
  },
  {
    id: "io-before-mkclean",
    what: "the I/O is submitted before the PTEs are cleaned",
    why: "The device may read the folio before a store whose dirty bit the cleaning then drops.",
    breaks: [
      { scenario: "zap-fsync", mapping: "write-notify", laws: ["no-lost-store", "fsync-durable"] },
    ],
    changes: [
      replaceStep(folio_clear_dirty_for_io, "folio_mkclean", ({ s, folio, local }) => {
        local.dirty = false; // Nothing is left to submit.
        s.folio[folio].dirty = false;
        s.folio[folio].taggedDirty = false;
        s.folio[folio].writeback = true;
        s.io.phase = "submitted";
        return call(folio_mkclean, {}, "done");
      }),
    ],
  },
  {
    id: "fork-clears-parent-dirty",
    what: "fork moves the dirty bit away instead of copying the PTE without it",
    why: "For shmem the parent's PTE may be the only place that knows of a store.",
    breaks: [
      { scenario: "fork-copied", mapping: "shmem", laws: ["no-lost-store", "fork-keeps-dirty"] },
    ],
    changes: [
      replaceStep(dup_mmap, "copy_present_pte", (c, original) => {
        const next = original(c);
        const pte = pte_offset_map(c.mm, c.vma.vm_start);
        if (pte_present(pte)) pte.dirty = false;
        return next;
      }),
    ],
  },
  {
    id: "zap-drops-dirty",
    what: "zap does not transfer the PTE's dirty bit to the page",
    why: "For shmem nothing else records a store that hardware noted in the PTE.",
    breaks: [{ scenario: "zap-race", mapping: "shmem", laws: ["no-lost-store"] }],
    changes: [
      replaceStep(zap_pte_range, "set_page_dirty", () =>
        tlb_delay_rmap() ? "tlb_flush_mmu_tlbonly" : "page_remove_rmap",
      ),
    ],
  },
  {
    id: "rmap-before-flush",
    what: "zap removes the rmap before the TLB flush (as before 6.2)",
    why: "Writeback takes the folio for unmapped while a CPU can still store into it.",
    breaks: [
      {
        scenario: "zap-race",
        mapping: "write-notify",
        laws: ["no-lost-store", "mkclean-complete", "unmapped-has-no-writable-tlb"],
      },
    ],
    switches: { delayRmap: false },
  },
  {
    id: "fault-unlocks-before-dirty",
    what: "a write fault installs the PTE after it has dropped the folio lock",
    why: "Writeback cleans the folio in between and never looks at the new PTE.",
    breaks: [
      {
        scenario: "gup-write",
        mapping: "write-notify",
        laws: ["write-notify", "dirty-pte-is-recorded"],
      },
    ],
    changes: [
      extend(do_shared_fault, {
        steps: {
          finish_fault: ({ folio }) => {
            folio_unlock(folio);
            return "late_finish_fault";
          },
          late_finish_fault: ({ mm, folio, local: { addr } }) => {
            const pte = pte_offset_map_lock(mm, addr);
            if (pte_none(pte)) do_set_pte(folio, addr, true);
            pte_unmap_unlock(mm);
            return "done";
          },
        },
      }),
    ],
  },
  {
    id: "gup-release-forgets-dirty",
    what: "a reference that was written through is given back without marking the page dirty",
    why: "The data passed no PTE, so nothing else records it.",
    breaks: [{ scenario: "gup-write", mapping: "write-notify", laws: ["no-lost-store"] }],
    changes: [replaceStep(gup_write, "test_page_dirty", () => "put_page")],
  },
  {
    id: "no-rewalk",
    what: "hardware stores through a clean writable translation without looking at the PTE again",
    why: "The kernel leaves such translations unflushed and leans on the hardware to fault.",
    breaks: [{ scenario: "zap-race", mapping: "shmem", laws: ["no-lost-store"] }],
    switches: { cleanStoreRewalks: false },
  },
  {
    id: "mkclean-stops-early",
    what: "folio_mkclean() stops after the first VMA",
    why: "The child's PTE stays writable and dirty.",
    breaks: [
      {
        scenario: "fork-shared",
        mapping: "write-notify",
        laws: ["write-notify", "mkclean-complete", "dirty-pte-is-recorded"],
      },
    ],
    changes: [
      replaceStep(folio_mkclean, "set_pte_at", (c, original) => {
        original(c);
        return "i_mmap_unlock_read";
      }),
    ],
  },
  {
    id: "zap-skips-flush",
    what: "tlb_finish_mmu() does not flush the TLB",
    why: "A clean entry is flushed nowhere else: the old page can be read after munmap() has returned.",
    breaks: [
      {
        scenario: "zap-race",
        mapping: "write-notify",
        laws: ["zap-leaves-no-translation", "stale-translation-awaits-flush"],
      },
      {
        scenario: "unmap-access",
        mapping: "shmem",
        laws: ["zap-leaves-no-translation", "stale-translation-awaits-flush"],
      },
    ],
    changes: [
      replaceStep(madvise_dontneed, "tlb_finish_mmu", ({ mm }) => {
        dec_tlb_flush_pending(mm);
        return "mmap_read_unlock";
      }),
      replaceStep(munmap, "tlb_finish_mmu", ({ mm }) => {
        dec_tlb_flush_pending(mm);
        return "mmap_read_unlock";
      }),
    ],
  },
  {
    id: "munmap-skips-finish",
    what: "munmap() does not call tlb_finish_mmu()",
    why: "Nothing flushes the clean entries that it cleared.",
    breaks: [
      {
        scenario: "unmap-access",
        mapping: "shmem",
        laws: ["zap-leaves-no-translation", "stale-translation-awaits-flush"],
      },
    ],
    changes: [
      replaceStep(munmap, "unlink_file_vma", (c, original) => {
        original(c);
        dec_tlb_flush_pending(c.mm);
        return "mmap_read_unlock";
      }),
    ],
  },
  {
    id: "nested-zap-skips-flush",
    what: "tlb_finish_mmu() flushes only what this zap has cleared (before 4.13)",
    why: "Another zap has cleared the entry and is yet to flush it when this one returns.",
    breaks: [{ scenario: "zap-zap", mapping: "write-notify", laws: ["zap-leaves-no-translation"] }],
    changes: [
      replaceStep(madvise_dontneed, "tlb_finish_mmu", ({ mm, vma, local }) => {
        if (local.cleared_ptes) flush_tlb_page(mm, vma.vm_start);
        dec_tlb_flush_pending(mm);
        return "mmap_read_unlock";
      }),
    ],
  },
  {
    id: "zap-unlocks-before-rmap",
    what: "zap drops the page-table lock before it removes the rmap of a clean entry",
    why: "mapcount counts a mapping that no page table has, and a fault may add another one.",
    breaks: [{ scenario: "zap-zap", mapping: "shmem", laws: ["mapcount-is-present-ptes"] }],
    changes: [
      extend(zap_pte_range, {
        steps: {
          page_remove_rmap: (c, original) => {
            if (c.local.force_flush) return original(c);
            pte_unmap_unlock(c.mm);
            return "late_page_remove_rmap";
          },
          late_page_remove_rmap: ({ folio }) => {
            page_remove_rmap(folio);
            return "done";
          },
        },
      }),
    ],
  },
  {
    id: "writeback-clears-tag",
    what: "writeback clears the dirty tag before it cleans the folio",
    why: "Another fsync() finds neither the tag nor I/O under way, and returns too early.",
    breaks: [
      {
        scenario: "fsync-two",
        mapping: "write-notify",
        laws: ["fsync-durable", "tag-follows-dirty"],
      },
    ],
    changes: [
      replaceStep(folio_clear_dirty_for_io, "folio_mkclean", (c, original) => {
        c.s.folio[c.folio].taggedDirty = false;
        return original(c);
      }),
    ],
  },
  {
    id: "writeback-keeps-tag",
    what: "writeback never clears the dirty tag",
    why: "The flusher looks at a clean folio over and over.",
    breaks: [{ scenario: "zap-race", mapping: "write-notify", laws: ["tag-follows-dirty"] }],
    changes: [
      replaceStep(write_cache_pages, "folio_start_writeback", (c, original) => {
        const { taggedDirty } = c.s.folio[c.folio];
        const next = original(c);
        c.s.folio[c.folio].taggedDirty = taggedDirty;
        return next;
      }),
    ],
  },
  ...brokenLocks,
];

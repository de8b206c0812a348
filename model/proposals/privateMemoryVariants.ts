import { replaceStep } from "../current.ts";
import { call } from "../language/index.ts";
import {
  change_pte_range,
  do_wp_page,
  dup_mmap,
  get_user_pages,
  mprotect,
  zap_pte_range,
} from "../operations/index.ts";
import type { Proposal } from "../Proposal.ts";
import {
  flush_tlb_page,
  folio_put,
  folio_test_anon,
  pte_mkold,
  pte_offset_map,
  pte_present,
  pte_wrprotect,
  set_pte_at,
} from "../primitives/index.ts";
import { child } from "../state/index.ts";

/** Models of private memory that are broken on purpose, as brokenVariants are of shared. */
export const privateMemoryVariants: readonly Proposal[] = [
  {
    id: "fork-keeps-write",
    what: "fork leaves the parent's PTE of private memory writable",
    why: "The parent goes on storing into the page that the child has too.",
    breaks: [
      {
        scenario: "cow",
        mapping: "anonymous",
        laws: ["private-memory-is-own", "anon-writable-is-exclusive"],
      },
    ],
    changes: [
      replaceStep(dup_mmap, "ptep_set_wrprotect", ({ mm, vma }) => {
        const pte = pte_offset_map(mm, vma.vm_start);
        if (pte_present(pte)) set_pte_at(child, vma.vm_start, pte_mkold(pte_wrprotect(pte)));
        return "pte_unmap_unlock";
      }),
    ],
  },
  {
    id: "fork-skips-flush",
    what: "fork does not flush the TLB",
    why: "A CPU goes on storing through a translation that allows it, into the page that the child has too.",
    breaks: [
      {
        scenario: "cow",
        mapping: "anonymous",
        laws: ["stale-translation-awaits-flush", "private-memory-is-own"],
      },
    ],
    changes: [replaceStep(dup_mmap, "flush_tlb_mm", () => "mmap_write_unlock")],
  },
  {
    id: "fork-keeps-exclusive",
    what: "fork does not clear PageAnonExclusive",
    why: "The next write fault, of whichever of the two, takes the page as it is.",
    breaks: [
      {
        scenario: "cow",
        mapping: "anonymous",
        laws: ["private-memory-is-own", "exclusive-is-unshared"],
      },
    ],
    changes: [
      replaceStep(dup_mmap, "page_try_dup_anon_rmap", (c, original) => {
        const next = original(c);
        const pte = pte_offset_map(c.mm, c.vma.vm_start);
        if (pte_present(pte) && folio_test_anon(pte.frame)) c.s.folio[pte.frame].exclusive = true;
        return next;
      }),
    ],
  },
  {
    id: "fork-forgets-reference",
    what: "fork maps a page into the child without a reference",
    why: "Whoever unmaps it first frees the page that the other still has.",
    breaks: [
      {
        scenario: "cow",
        mapping: "anonymous",
        laws: [
          "private-memory-is-own",
          "exclusive-is-unshared",
          "refcount-covers-users",
          "refcount-balances",
        ],
      },
    ],
    changes: [
      replaceStep(dup_mmap, "page_try_dup_anon_rmap", (c, original) => {
        const next = original(c);
        const pte = pte_offset_map(c.mm, c.vma.vm_start);
        if (pte_present(pte) && folio_test_anon(pte.frame)) folio_put(pte.frame);
        return next;
      }),
    ],
  },
  {
    id: "cow-skips-flush",
    what: "copy-on-write does not flush the old translation",
    why: "Another thread of the mm goes on reading the old page.",
    breaks: [
      {
        scenario: "dontneed-race",
        mapping: "anonymous",
        laws: ["stale-translation-awaits-flush", "private-memory-is-own"],
      },
    ],
    changes: [replaceStep(do_wp_page, "flush_tlb_page", () => "set_pte_at")],
  },
  {
    id: "zap-frees-before-flush",
    what: "zap frees the page before the TLB is flushed",
    why: "Another CPU can still store into it when somebody else gets it.",
    breaks: [
      { scenario: "dontneed-race", mapping: "anonymous", laws: ["free-frame-is-unreachable"] },
    ],
    changes: [
      replaceStep(zap_pte_range, "pte_unmap_unlock", (c, original) => {
        if (c.local.page !== null) folio_put(c.local.page);
        c.local.page = null;
        return original(c);
      }),
    ],
  },
  {
    id: "reuse-by-mapcount",
    what: "a write fault reuses a page that is mapped once, whoever holds references (before 5.9)",
    why: "The reader of a pipe sees what is stored after the page was spliced into it.",
    breaks: [
      {
        scenario: "vmsplice-child",
        mapping: "anonymous",
        kernel: "5.12",
        laws: ["gup-reference-is-isolated"],
      },
    ],
    switches: { refcountReuse: false },
  },
  {
    id: "fork-shares-pinned",
    what: "fork shares a page that may be pinned, like all others (before 5.9)",
    why: "The next store of the parent makes a copy, and the device goes on with the old page.",
    breaks: [
      {
        scenario: "pin-fork",
        mapping: "anonymous",
        laws: ["private-memory-is-own", "pinned-page-stays"],
      },
    ],
    switches: { forkCopiesPinned: false },
  },
  {
    id: "pin-of-zero-page",
    what: "a pin for reading takes the zero page and pages of files as they are (before 6.2)",
    why: "The next store makes a copy, and the device goes on reading what was never written.",
    breaks: [{ scenario: "pin-read", mapping: "anonymous", laws: ["pinned-page-stays"] }],
    switches: { unsharesAll: false },
  },
  {
    id: "forced-write-retries-as-read",
    what: "a forced write that has made its copy looks the page up for reading (before 4.9)",
    why: "If the copy was thrown away in between, the lookup finds the page cache's page (Dirty COW).",
    breaks: [
      {
        scenario: "dirty-cow",
        mapping: "private-file-ro",
        kernel: "5.12",
        laws: ["private-stores-stay-private"],
      },
    ],
    switches: { follCow: false },
  },
  {
    id: "forced-write-copies-shared",
    what: "a forced write copies the page of a read-only shared mapping (before 3.15)",
    why: "The copy is not the file's, so what is written there is seen by this process alone.",
    breaks: [
      {
        scenario: "forced-shared",
        mapping: "shared-file-ro",
        laws: ["shared-mapping-has-no-copy"],
      },
    ],
    switches: { forcedSharedRefused: false },
  },
  {
    id: "fork-without-seq",
    what: "fork does not make write_protect_seq odd (before 5.11)",
    why: "gup_fast sees nothing of a fork that has looked for pins, and is yet to write-protect the page.",
    breaks: [{ scenario: "gup-fast-fork", mapping: "anonymous", laws: ["pinned-page-stays"] }],
    switches: { writeProtectSeq: false },
  },
  {
    id: "dirty-is-own",
    what: "a forced write takes any dirty PTE for that of a copy which it has made (for two days in 2005)",
    why: "Fork shares such a copy as it is, dirty; the next forced write goes into what the child has too.",
    breaks: [
      { scenario: "forced-fork", mapping: "private-file-ro", laws: ["private-memory-is-own"] },
    ],
    switches: { exclusiveForcedWrite: false },
    changes: [
      replaceStep(get_user_pages, "follow_page_pte", (c, original) => {
        if (c.local.force) c.local.foll_cow = true;
        return original(c);
      }),
    ],
  },
  {
    id: "mprotect-flushes-late",
    what: "mprotect() drops the mmap_lock before it flushes the TLB",
    why: "A fault copies the page while another thread still stores into it.",
    breaks: [
      {
        scenario: "mprotect-threads",
        mapping: "anonymous",
        kernel: "5.12",
        laws: ["stale-translation-awaits-flush", "private-memory-is-own"],
      },
    ],
    changes: [
      replaceStep(mprotect, "mmap_write_lock", (c, original) =>
        original(c) === "done"
          ? "done"
          : call(change_pte_range, { addr: c.vma.vm_start }, "mmap_write_unlock"),
      ),
      replaceStep(mprotect, "mmap_write_unlock", (c, original) => {
        original(c);
        return "flush_tlb_range";
      }),
      replaceStep(mprotect, "flush_tlb_range", ({ mm, vma }) => {
        flush_tlb_page(mm, vma.vm_start);
        return "done";
      }),
    ],
  },
  {
    id: "gup-read-copies",
    what: "a reference for reading makes its copy first, as if for writing (5.8)",
    why: "Who only looks at a page changes what is mapped.",
    breaks: [{ scenario: "gup-read", mapping: "anonymous", laws: ["reads-make-no-copy"] }],
    switches: { forcedCowBreak: true },
  },
];

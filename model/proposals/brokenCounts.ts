import { replaceStep } from "../current.ts";
import { update } from "../language/index.ts";
import {
  do_read_fault,
  do_wp_page,
  fsync,
  take_reference,
  use_reference,
  write_cache_pages,
  zap_pte_range,
} from "../operations/index.ts";
import type { Proposal } from "../Proposal.ts";
import {
  folio_test_anon,
  folio_test_dirty,
  heldReference,
  pte_mkclean,
  pte_offset_map,
  pte_present,
  set_pte_at,
  tlb_delay_rmap,
} from "../primitives/index.ts";
import type { State } from "../state/index.ts";

/** Of the pin that who runs now holds. */
function countPin({ folio, ref }: State, by: -1 | 1): void {
  const at = heldReference();
  const held = at === null ? null : ref[at];
  if (held?.kind !== "held" || !held.pin || !folio_test_anon(held.frame)) return;
  update(folio[held.frame], "pincount", (pins) => pins + by);
}

/** Models that are broken on purpose in what they count and mark. */
export const brokenCounts: readonly Proposal[] = [
  {
    id: "pin-is-no-pin",
    what: "a pin is a reference like any other (before 5.6)",
    why: "Fork cannot tell that the page is pinned.",
    breaks: [{ scenario: "unmap-reference", mapping: "anonymous", laws: ["pins-are-counted"] }],
    changes: [
      replaceStep(take_reference, "mmap_read_unlock", (c, original) => {
        countPin(c.s, -1);
        return original(c);
      }),
      replaceStep(use_reference, "use", (c, original) => {
        if (!c.local.write) countPin(c.s, 1);
        return original(c);
      }),
    ],
  },
  {
    id: "cow-keeps-old-page",
    what: "copy-on-write keeps its reference to the old page",
    why: "Nobody ever frees that page.",
    breaks: [{ scenario: "cow", mapping: "anonymous", laws: ["refcount-balances"] }],
    changes: [replaceStep(do_wp_page, "put_old", () => "done")],
  },
  {
    id: "cow-ignores-vm-write",
    what: "copy-on-write maps its copy writable, whatever the VMA allows",
    why: "After a forced write the program itself may store there.",
    breaks: [
      { scenario: "dirty-cow", mapping: "private-file-ro", laws: ["writable-needs-vm-write"] },
    ],
    changes: [
      replaceStep(do_wp_page, "set_pte_at", (c, original) => {
        const next = original(c);
        const pte = pte_offset_map(c.mm, c.local.addr);
        if (pte.kind === "present") pte.write = true;
        return next;
      }),
    ],
  },
  {
    id: "read-fault-maps-dirty",
    what: "a read fault maps the page cache's page dirty",
    why: "Until 5.19 a forced write took a dirty PTE for its own copy (CVE-2022-2590, where UFFDIO_CONTINUE mapped one so).",
    breaks: [
      { scenario: "dirty-cow", mapping: "private-file-ro", laws: ["shared-frames-stay-clean"] },
      {
        scenario: "dirty-cow",
        mapping: "private-file-ro",
        kernel: "5.19",
        laws: ["private-stores-stay-private", "shared-frames-stay-clean"],
      },
    ],
    changes: [
      replaceStep(do_read_fault, "do_fault_around", (c, original) => {
        const next = original(c);
        const pte = pte_offset_map(c.mm, c.local.addr);
        if (pte.kind === "present" && !folio_test_anon(pte.frame)) pte.dirty = true;
        return next;
      }),
    ],
  },
  {
    id: "writeback-ends-early",
    what: "PG_writeback is cleared before the I/O has ended",
    why: "fsync() does not wait for the disk.",
    breaks: [
      {
        scenario: "fsync",
        mapping: "write-notify",
        laws: ["no-lost-store", "fsync-durable", "writeback-is-io"],
      },
    ],
    changes: [
      replaceStep(write_cache_pages, "unlock_page", (c, original) => {
        c.s.folio[c.folio].writeback = false;
        return original(c);
      }),
    ],
  },
  {
    id: "zap-looks-first",
    what: "zap marks the page dirty only where PG_dirty is clear",
    why: "The journal has written the buffers, and only folio_mark_dirty() makes them dirty again.",
    breaks: [
      {
        scenario: "journal-zap",
        mapping: "hookless-journal",
        laws: ["no-lost-store", "fsync-durable"],
      },
    ],
    changes: [
      replaceStep(zap_pte_range, "set_page_dirty", (c, original) => {
        if (!folio_test_dirty(c.folio)) return original(c);
        return tlb_delay_rmap() ? "tlb_flush_mmu_tlbonly" : "page_remove_rmap";
      }),
    ],
  },
  {
    id: "msync-skips-flush",
    what: "msync() makes a dirty PTE clean without a flush (2.6.18)",
    why: "A CPU goes on storing through a dirty translation, and the next msync() finds the PTE clean.",
    breaks: [
      {
        scenario: "msync-threads",
        mapping: "write-notify",
        kernel: "2.6.18",
        laws: ["no-lost-store", "fsync-durable"],
      },
    ],
    changes: [
      replaceStep(fsync, "ptep_clear_flush_dirty", ({ mm, vma }) => {
        const pte = pte_offset_map(mm, vma.vm_start);
        if (pte_present(pte)) set_pte_at(mm, vma.vm_start, pte_mkclean(pte));
        return "set_page_dirty";
      }),
    ],
  },
];

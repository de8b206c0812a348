import { replaceStep } from "../current.ts";
import { blocked, indexes } from "../language/index.ts";
import { dup_mmap, fault, store } from "../operations/index.ts";
import type { Proposal } from "../Proposal.ts";
import {
  pte_dirty,
  pte_mkyoung,
  pte_offset_map,
  pte_present,
  pte_write,
  pte_young,
  set_pte_at,
  storeData,
} from "../primitives/index.ts";
import { child } from "../state/index.ts";

/** Changes that someone might make, to be checked before they are made. */
export const proposals: readonly Proposal[] = [
  {
    id: "fork-write-protects",
    what: "fork copies a shared PTE as pte_mkclean(pte_wrprotect(pte))",
    why: "A child whose PTE is never writable but clean would make the mail's question moot.",
    switches: { forkWriteProtects: true },
  },
  {
    id: "no-foll-touch",
    what: "GUP with FOLL_WRITE no longer marks a page dirty that is dirty nowhere",
    why: "The mail asks whether MADV_POPULATE_WRITE needs FOLL_TOUCH.",
    breaks: [{ scenario: "populate", mapping: "shmem", laws: ["populate-write-dirties"] }],
    switches: { follTouch: false },
  },
  {
    id: "flush-before-rmap",
    what: "zap removes the rmap of a dirty file page only after the TLB flush, and nothing else changes",
    why: "It is the change of 6.2 alone, to see which of the changes since a release matters.",
    switches: { delayRmap: true },
  },
  {
    id: "fork-keeps-accessed",
    what: "fork copies a shared PTE without pte_mkold(): the child's is as young as the parent's",
    why: "The mail wonders that pte_mkold() takes no access away.",
    changes: [
      replaceStep(dup_mmap, "copy_present_pte", (c, original) => {
        const isYoung = pte_young(pte_offset_map(c.mm, c.vma.vm_start));
        const next = original(c);
        const pte = pte_offset_map(child, c.vma.vm_start);
        if (isYoung && pte_present(pte)) set_pte_at(child, c.vma.vm_start, pte_mkyoung(pte));
        return next;
      }),
    ],
  },
  {
    id: "no-hardware-dirty",
    what: "a store through a writable clean PTE faults, and the fault sets the dirty bit (arm64 without DBM)",
    why: "Where hardware sets no dirty bit, fork leaves the child a PTE that is writable for the kernel only.",
    changes: [
      replaceStep(store, "access", (c, original) => {
        const { s, self, mm, local, choose } = c;
        const pte = pte_offset_map(mm, local.addr);
        if (local.killed || !pte_write(pte) || pte_dirty(pte)) return original(c);
        // A translation that is dirty, though the PTE is not any more, needs no walk.
        if (choose(["walk", "writeDirty"]) === "walk") return fault(local.addr, true);
        const frame = choose(indexes(s.folio));
        if (!s.tlb[self.cpu][mm][local.addr][frame].writeDirty) return blocked;
        storeData(mm, local.addr, frame);
        return "done";
      }),
    ],
  },
];

import { every, indexes, is, some } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { isTranslation } from "../model/primitives/index.ts";
import {
  type Mm,
  mmName,
  type Pte,
  page,
  type State,
  type Translations,
} from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** Does it allow what a walk of the page tables would not: another page, a store, or one that sets no dirty bit? */
function allowsMore({ readOnly, writeClean, writeDirty }: Translations, pte: Pte | null): boolean {
  if (pte?.kind !== "present") return readOnly || writeClean || writeDirty;
  if (!pte.write) return writeClean || writeDirty;
  return writeDirty && !pte.dirty;
}

/** Is it sure that somebody flushes it: under the page-table lock, in a zap or clear_refs, or before fork is over? */
function isFlushComing({ mm }: State, of: Mm): boolean {
  return is(mm[of], ({ ptl, tlb_flush_pending, wrprotect_pending, mmap_lock }) => {
    const isPending = tlb_flush_pending > 0 || wrprotect_pending > 0;
    return ptl !== null || isPending || mmap_lock.writer !== null;
  });
}

/** Is there a translation of the mm's that allows more than its PTE? */
function hasStale({ mm, tlb }: State, of: Mm): boolean {
  return some(tlb, (mms) =>
    some(mms[of][page], (held, frame) =>
      is(mm[of].pte[page], (pte) => {
        const isSame = pte.kind === "present" && pte.frame === frame;
        return allowsMore(held, isSame ? pte : null);
      }),
    ),
  );
}

export const staleTranslationAwaitsFlush: Invariant = {
  id: "stale-translation-awaits-flush",
  statement:
    "A TLB holds a translation that allows more than its PTE only while a flush is sure to come: under the page-table lock, in a zap, in clear_refs, or in a fork.",
  why: "Whoever takes rights away must take them from the TLBs too before others rely on it.",
  source:
    "mm/mmu_gather.c: tlb_gather_mmu(); mm/rmap.c: page_vma_mkclean_one(); kernel/fork.c: dup_mmap()",
  doesNotSay: "When the flush comes, and what is stored until then.",
  mappings: mappingNames,
  over: "states",
  antecedent: ({ s }) =>
    some(s.tlb, (mms) => some(mms, (pages) => some(pages[page], isTranslation))),
  holds: ({ s }) => every(s.mm, (_, mm) => isFlushComing(s, mm) || !hasStale(s, mm)),
  wrong: ({ s }) =>
    indexes(s.mm)
      .filter((mm) => !isFlushComing(s, mm) && hasStale(s, mm))
      .map((mm) => `a TLB allows more than ${mmName(mm)}'s PTE, and nobody is about to flush it`)
      .join("; "),
};

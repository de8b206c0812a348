import { sharedMappings } from "../model/mappings/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { cpusThat, someWritableDirtyTranslation } from "./questions.ts";

export const unmappedHasNoWritableTlb: Invariant = {
  id: "unmapped-has-no-writable-tlb",
  statement: "While mapcount is 0 no CPU can store into the folio without a walk.",
  why: "Writeback skips folio_mkclean() for an unmapped folio, and reclaim takes it for one that nobody can write.",
  source: "mm/rmap.c: folio_mkclean(), folio_mapped(); mm/mmu_gather.c: tlb_flush_rmaps()",
  doesNotSay:
    "That no translation is cached: a clean one may be, and a store through it walks again and faults. It is of PTE-mapped pages: mm/huge_memory.c: zap_huge_pmd() removes the rmap before the flush, in 6.12 too.",
  mappings: sharedMappings,
  over: "states",
  antecedent: ({ s }) => s.folio[cached].mapcount === 0,
  holds: ({ s }) => s.folio[cached].mapcount > 0 || !someWritableDirtyTranslation(s),
  wrong: ({ s }) =>
    `mapcount is 0; ${cpusThat(s, ({ writeDirty }) => writeDirty)} may store through W D without a walk`,
};

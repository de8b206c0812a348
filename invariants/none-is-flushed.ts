import { every, some } from "../model/language/index.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { pte_none } from "../model/primitives/index.ts";
import { cached, type Mm, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { cpusThat } from "./questions.ts";

/** Is the entry empty, with nobody at work on it? */
function isEmpty({ mm }: State, of: Mm): boolean {
  return pte_none(mm[of].pte[page]) && mm[of].ptl === null;
}

export const noneIsFlushed: Invariant = {
  id: "none-is-flushed",
  statement:
    "Where a PTE is none and its page-table lock is free, no CPU can store into the folio through that mm without a walk.",
  why: "Writeback takes the lock, finds an empty entry and goes on: a store that comes later nobody hears of.",
  source: "mm/memory.c: zap_pte_range(), tlb_flush_mmu_tlbonly(); 1cf35d47712d",
  doesNotSay:
    "That no clean translation is cached: a store through one walks again and faults. Nor that writeback looks at the entry: while mapcount is 0 it looks at none.",
  mappings: sharedMappings,
  over: "states",
  antecedent: ({ s }) => some(s.mm, ({ mapped }, mm) => mapped && isEmpty(s, mm)),
  holds: ({ s }) =>
    every(
      s.mm,
      (_, mm) => !isEmpty(s, mm) || every(s.tlb, (tlb) => !tlb[mm][page][cached].writeDirty),
    ),
  wrong: ({ s }) =>
    `the PTE is none; ${cpusThat(s, ({ writeDirty }) => writeDirty)} may store through W D without a walk`,
};

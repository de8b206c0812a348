import { zapOver } from "../model/facts.ts";
import { every } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { madvise_dontneed, munmap } from "../model/operations/index.ts";
import { isTranslation, pte_none } from "../model/primitives/index.ts";
import { type Mm, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { cpusThat, someoneIs, whoIs } from "./questions.ts";

/** May no CPU use the page of this mm, if its entry is empty and nobody is at work on it? */
function isForgotten(s: State, mm: Mm): boolean {
  const { pte, ptl } = s.mm[mm];
  if (!pte_none(pte[page]) || ptl !== null) return true;
  return every(s.tlb, (tlb) => every(tlb[mm][page], (held) => !isTranslation(held)));
}

export const zapLeavesNoTranslation: Invariant = {
  id: "zap-leaves-no-translation",
  statement:
    "When a zap is over but for the mmap_lock, no CPU holds a translation of the page if its PTE is none and the page-table lock is free.",
  why: "Who has called madvise(MADV_DONTNEED) or munmap() relies on it that nobody reads or writes the old page any more.",
  source: "mm/mmu_gather.c: tlb_finish_mmu(), mm_tlb_flush_nested(); 99baac21e458",
  doesNotSay:
    "That none is held before it: a clean entry is flushed only there. Nor that it stays so: a fault may map the page again, and another zap take it away, before the call returns.",
  mappings: mappingNames,
  over: "steps",
  procedures: [madvise_dontneed, munmap],
  antecedent: (moment) => someoneIs(moment, zapOver),
  holds: (before, after) =>
    every(
      after.actors,
      (actor, at) =>
        !actor.is(zapOver) || before.actors[at].is(zapOver) || isForgotten(after.s, actor.self.mm),
    ),
  wrong: (moment) =>
    `the zap of ${whoIs(moment, zapOver)} is over; ${cpusThat(moment.s, isTranslation)} may still use the page`,
};

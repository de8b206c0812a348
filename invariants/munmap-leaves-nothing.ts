import { unmapped } from "../model/facts.ts";
import { every } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { pte_none } from "../model/primitives/index.ts";
import { type Mm, page, type State } from "../model/state.ts";
import type { Invariant } from "./Invariant.ts";
import { someoneIs, whoIs } from "./questions.ts";

function isGone(s: State, mm: Mm): boolean {
  const { mapped, linked, pte } = s.mm[mm];
  return !mapped && !linked && pte_none(pte[page]);
}

export const munmapLeavesNothing: Invariant = {
  id: "munmap-leaves-nothing",
  statement:
    "When munmap() is over but for the mmap_lock, its mm has neither the VMA nor a PTE, and rmap does not find it.",
  why: "A PTE without a VMA is never cleared again, and a VMA that is freed must not be found.",
  source: "mm/mmap.c: unmap_region(), unlink_file_vma(), remove_vma()",
  doesNotSay: "What other mms map, or that no CPU holds a translation: another law says that.",
  mappings: mappingNames,
  over: "states",
  antecedent: (moment) => someoneIs(moment, unmapped),
  holds: ({ s, actors }) =>
    every(actors, (actor) => !actor.is(unmapped) || isGone(s, actor.self.mm)),
  wrong: (moment) =>
    `the munmap() of ${whoIs(moment, unmapped)} is over; its VMA, its PTE or its place in i_mmap is left`,
};

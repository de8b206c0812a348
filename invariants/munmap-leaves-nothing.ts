import { unmapped } from "../model/facts.ts";
import { every, indexes, some } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { pte_none } from "../model/primitives/index.ts";
import { type Mm, mmName, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someoneIs, whoIs } from "./questions.ts";

function isGone(s: State, mm: Mm): boolean {
  const { mapped, linked, pte } = s.mm[mm];
  return !mapped && !linked && pte_none(pte[page]);
}

function leftOf(s: State, mm: Mm): string {
  const { mapped, linked, pte } = s.mm[mm];
  const left = [
    ...(mapped ? ["the VMA"] : []),
    ...(linked ? ["its place in i_mmap"] : []),
    ...(pte_none(pte[page]) ? [] : ["the PTE"]),
  ];
  return `${left.join(" and ")} of ${mmName(mm)}`;
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
  wrong: (moment) => {
    const { s, actors } = moment;
    const isLeft = (mm: Mm) => !isGone(s, mm);
    const ofWhom = (mm: Mm) => some(actors, (actor) => actor.is(unmapped) && actor.self.mm === mm);
    const left = indexes(s.mm).filter((mm) => isLeft(mm) && ofWhom(mm));
    const who = whoIs(moment, unmapped, ({ mm }) => isLeft(mm));
    return `the munmap() of ${who} is over; ${left.map((mm) => leftOf(s, mm)).join(", ")} is left`;
  },
};

import type { Invariant } from "../../invariants/index.ts";
import { every, some } from "../../model/language/index.ts";
import { dup_mmap } from "../../model/operations/index.ts";
import { isTranslation } from "../../model/primitives/index.ts";
import { cached, child, page } from "../../model/state/index.ts";
import { documented } from "./documented.ts";

/** Nobody can read through an old translation what fork makes old. */
export const forkCopiesUncached: Invariant = {
  ...documented,
  id: "fork-copies-uncached",
  statement: "While fork copies PTEs, no TLB holds a translation of the child.",
  source: "mm/memory.c: copy_present_pte()",
  over: "states",
  antecedent: ({ actors }) => some(actors, (actor) => actor.at(dup_mmap, "copy_present_pte")),
  holds: ({ s, actors }) =>
    !some(actors, (actor) => actor.at(dup_mmap, "copy_present_pte")) ||
    every(s.tlb, (tlb) => !isTranslation(tlb[child][page][cached])),
};

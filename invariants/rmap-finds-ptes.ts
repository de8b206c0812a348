import { every, indexes, some } from "../model/language/index.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { pte_none } from "../model/primitives/index.ts";
import { mmName, page } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const rmapFindsPtes: Invariant = {
  id: "rmap-finds-ptes",
  statement: "A VMA with a present PTE is in the i_mmap tree of its file.",
  why: "rmap visits no other VMA: writeback would leave the PTE as it is, and reclaim would free the page under it.",
  source: "kernel/fork.c: dup_mmap(); mm/mmap.c: unmap_region(), free_pgtables()",
  doesNotSay:
    "That a walk which has begun visits it: fork inserts the child's VMA while the tree is not walked, and right after the parent's.",
  mappings: sharedMappings,
  over: "states",
  antecedent: ({ s }) => some(s.mm, ({ pte }) => !pte_none(pte[page])),
  holds: ({ s }) => every(s.mm, ({ linked, pte }) => linked || pte_none(pte[page])),
  wrong: ({ s }) => {
    const lost = indexes(s.mm).filter((mm) => !s.mm[mm].linked && !pte_none(s.mm[mm].pte[page]));
    return `${lost.map(mmName).join(" and ")}: a PTE is present, and the VMA is not in i_mmap`;
  },
};

import { count } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings.ts";
import { pte_present } from "../model/primitives/index.ts";
import { cached, page } from "../model/state.ts";
import type { Invariant } from "./Invariant.ts";

export const mapcountIsPresentPtes: Invariant = {
  id: "mapcount-is-present-ptes",
  statement:
    "mapcount is the number of present PTEs of the folio, and at most one more for each page-table lock that is held.",
  why: "Writeback and reclaim take mapcount 0 for: no page table knows the folio.",
  source:
    "mm/rmap.c: page_add_file_rmap(), page_remove_rmap(); mm/memory.c: zap_pte_range(), do_set_pte()",
  doesNotSay:
    "That no CPU can use a folio whose mapcount is 0. While the lock is held a zap has cleared the entry and yet to drop its rmap, or folio_mkclean() is about to put the entry back.",
  mappings: mappingNames,
  over: "states",
  antecedent: ({ s }) => s.folio[cached].mapcount > 0,
  holds: ({ s }) => {
    const present = count(s.mm, ({ pte }) => pte_present(pte[page]));
    const atWork = count(s.mm, ({ ptl }) => ptl !== null);
    const { mapcount } = s.folio[cached];
    return present <= mapcount && mapcount <= present + atWork;
  },
  wrong: ({ s }) => {
    const present = count(s.mm, ({ pte }) => pte_present(pte[page]));
    const atWork = count(s.mm, ({ ptl }) => ptl !== null);
    return `mapcount is ${s.folio[cached].mapcount}; PTEs present: ${present}; page-table locks held: ${atWork}`;
  },
};

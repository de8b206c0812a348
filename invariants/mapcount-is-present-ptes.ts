import { count, every, indexes, is, some } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { type Frame, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** How many page tables map the frame. */
function presentPtes({ mm }: State, frame: Frame): number {
  return count(mm, ({ pte }) =>
    is(pte[page], (entry) => entry.kind === "present" && entry.frame === frame),
  );
}

export const mapcountIsPresentPtes: Invariant = {
  id: "mapcount-is-present-ptes",
  statement:
    "mapcount is the number of present PTEs of a folio, and at most one more for each page-table lock that is held.",
  why: "Writeback and reclaim take mapcount 0 for: no page table knows the folio.",
  source:
    "mm/rmap.c: page_add_file_rmap(), page_remove_rmap(); mm/memory.c: zap_pte_range(), do_set_pte()",
  doesNotSay:
    "That no CPU can use a folio whose mapcount is 0. While the lock is held a zap has cleared the entry and yet to drop its rmap, or folio_mkclean() is about to put the entry back.",
  mappings: mappingNames,
  over: "states",
  antecedent: ({ s }) => some(s.folio, (folio) => is(folio, ({ mapcount }) => mapcount > 0)),
  holds: ({ s }) => {
    const atWork = count(s.mm, ({ ptl }) => ptl !== null);
    return every(s.folio, (folio, frame) => {
      if (folio.kind === "zero") return true; // It has no rmap.
      const present = presentPtes(s, frame);
      return is(folio, ({ mapcount }) => present <= mapcount && mapcount <= present + atWork);
    });
  },
  wrong: ({ s }) => {
    const atWork = count(s.mm, ({ ptl }) => ptl !== null);
    const counts = indexes(s.folio).map(
      (frame) => `mapcount is ${s.folio[frame].mapcount}; PTEs present: ${presentPtes(s, frame)}`,
    );
    return `${counts.join("; ")}; page-table locks held: ${atWork}`;
  },
};

import { populatedForWriting } from "../model/facts.ts";
import { some } from "../model/language/index.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { get_user_pages } from "../model/operations/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someDirtyPte, someoneIs } from "./questions.ts";

export const populateWriteDirties: Invariant = {
  id: "populate-write-dirties",
  statement:
    "When MADV_POPULATE_WRITE has found its page mapped for writing, the page is dirty: in a PTE or PG_dirty.",
  why: "The mail asks whether it always is, and whether FOLL_TOUCH is what makes it so.",
  source: "mm/gup.c: follow_page_pte(); mm/madvise.c: madvise_populate()",
  doesNotSay:
    "That the page is still dirty when madvise() returns: writeback may clean it meanwhile.",
  mappings: sharedMappings,
  over: "steps",
  procedures: [get_user_pages],
  antecedent: (moment) => someoneIs(moment, populatedForWriting),
  holds: (before, after) => {
    const isPopulated = some(
      after.actors,
      (actor, at) => actor.is(populatedForWriting) && !before.actors[at].is(populatedForWriting),
    );
    return !isPopulated || someDirtyPte(after.s) || after.s.folio[cached].dirty;
  },
  wrong: () => "the page is mapped for writing; PG_dirty is clear, and no PTE is dirty",
};

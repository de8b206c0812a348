import type { Invariant } from "../../invariants/index.ts";
import { every, some } from "../../model/language/index.ts";
import { get_user_pages, mem_write } from "../../model/operations/index.ts";
import { pte_dirty } from "../../model/primitives/index.ts";
import { page } from "../../model/state/index.ts";
import { documented } from "./documented.ts";

/** Of the entry through which a forced write finds its page: FOLL_TOUCH would have nothing to do. */
export const forcedWriteFindsDirty: Invariant = {
  ...documented,
  id: "forced-write-finds-dirty",
  statement: "When a forced write has found its page, the PTE is dirty.",
  source: "mm/gup.c: follow_page_pte()",
  mappings: ["private-file-ro"],
  over: "steps",
  procedures: [get_user_pages],
  antecedent: ({ actors }) => some(actors, (actor) => actor.at(mem_write, "copy_to_user_page")),
  holds: (before, after) =>
    every(after.actors, (actor, at) => {
      const hasFound =
        actor.at(mem_write, "copy_to_user_page") &&
        before.actors[at].at(get_user_pages, "follow_page_pte");
      return !hasFound || pte_dirty(before.s.mm[actor.self.mm].pte[page]);
    }),
};

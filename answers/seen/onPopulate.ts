import type { Invariant } from "../../invariants/index.ts";
import { every, some } from "../../model/language/index.ts";
import { get_user_pages, madvise_populate } from "../../model/operations/index.ts";
import type { Mm, State } from "../../model/state/index.ts";
import { documented } from "./documented.ts";

type Stepwise = (before: State, after: State, mm: Mm) => boolean;

/** A law of the step in which MADV_POPULATE_WRITE finds its page, in the mm that it populates. */
export function onPopulate(id: string, statement: string, holds: Stepwise): Invariant {
  return {
    ...documented,
    id,
    statement,
    source: "mm/gup.c: follow_page_pte()",
    over: "steps",
    procedures: [get_user_pages],
    antecedent: ({ actors }) =>
      some(actors, (actor) => actor.at(madvise_populate, "populated_write")),
    holds: (before, after) =>
      every(after.actors, (actor, at) => {
        const hasFound =
          actor.at(madvise_populate, "populated_write") &&
          before.actors[at].at(get_user_pages, "follow_page_pte");
        return !hasFound || holds(before.s, after.s, actor.self.mm);
      }),
  };
}

import type { Invariant } from "../../invariants/index.ts";
import { type Moment, some } from "../../model/language/index.ts";
import { get_user_pages, madvise_populate } from "../../model/operations/index.ts";
import type { State } from "../../model/state.ts";
import { documented } from "./documented.ts";

type Stepwise = (before: State, after: State) => boolean;

/** A law of the step in which MADV_POPULATE_WRITE finds its page. */
export function onPopulate(id: string, statement: string, holds: Stepwise): Invariant {
  const isPopulating = (before: Moment<State>, after: Moment<State>) =>
    some(
      after.actors,
      (actor, at) =>
        actor.at(madvise_populate, "populated_write") &&
        before.actors[at].at(get_user_pages, "follow_page_pte"),
    );
  return {
    ...documented,
    id,
    statement,
    source: "mm/gup.c: follow_page_pte()",
    over: "steps",
    procedures: [get_user_pages],
    antecedent: () => true,
    holds: (before, after) => !isPopulating(before, after) || holds(before.s, after.s),
  };
}

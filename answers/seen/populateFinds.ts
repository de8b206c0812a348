import { type Invariant, someDirtyPte } from "../../invariants/index.ts";
import { type Moment, some } from "../../model/language/index.ts";
import { get_user_pages, madvise_populate } from "../../model/operations/index.ts";
import { cached, type State } from "../../model/state.ts";
import { documented } from "./documented.ts";

type Stepwise = (before: State, after: State) => boolean;

/** What MADV_POPULATE_WRITE can find when the PTE is writable: the mail's case 1. */
export const populateFinds = [
  { id: "dirty-pte", finds: "a dirty PTE", isSo: (s: State) => someDirtyPte(s) },
  {
    id: "clean-pte-dirty-page",
    finds: "a clean PTE with PG_dirty set",
    isSo: (s: State) => !someDirtyPte(s) && s.folio[cached].dirty,
  },
  {
    id: "clean-pte-clean-page",
    finds: "a clean PTE with PG_dirty clear",
    isSo: (s: State) => !someDirtyPte(s) && !s.folio[cached].dirty,
  },
].map(({ id, finds, isSo }) => ({
  finds,
  /** Violated if it occurs. */
  occurs: onPopulate(
    `populate-finds-no-${id}`,
    `MADV_POPULATE_WRITE never finds ${finds}.`,
    (before) => !isSo(before),
  ),
  /** Violated if the page is clean after it. */
  dirties: onPopulate(
    `populate-dirties-${id}`,
    `Where MADV_POPULATE_WRITE finds ${finds}, the page is dirty after it.`,
    (before, after) => !isSo(before) || someDirtyPte(after) || after.folio[cached].dirty,
  ),
}));

/** A law of the step in which MADV_POPULATE_WRITE finds its page. */
function onPopulate(id: string, statement: string, holds: Stepwise): Invariant {
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

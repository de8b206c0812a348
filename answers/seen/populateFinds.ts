import { someDirtyPte } from "../../invariants/index.ts";
import { cached, type State } from "../../model/state/index.ts";
import { onPopulate } from "./onPopulate.ts";

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

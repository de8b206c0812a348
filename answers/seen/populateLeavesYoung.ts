import { pte_young } from "../../model/primitives/index.ts";
import { page } from "../../model/state/index.ts";
import { onPopulate } from "./onPopulate.ts";

/** The accessed bit of the PTE, which FOLL_TOUCH does not write. */
export const populateLeavesYoung = onPopulate(
  "populate-leaves-young",
  "When MADV_POPULATE_WRITE has found its page mapped for writing, the PTE is young.",
  (_, { mm }, populated) => pte_young(mm[populated].pte[page]),
);

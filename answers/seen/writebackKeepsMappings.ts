import type { Invariant } from "../../invariants/index.ts";
import { some } from "../../model/language/index.ts";
import { folio_mkclean } from "../../model/operations/index.ts";
import { cached } from "../../model/state/index.ts";
import { documented } from "./documented.ts";

/** Writeback cleans PTEs, and leaves them where they are. */
export const writebackKeepsMappings: Invariant = {
  ...documented,
  id: "writeback-keeps-mappings",
  statement: "No step of folio_mkclean() changes mapcount.",
  source: "mm/rmap.c: page_vma_mkclean_one()",
  mappings: ["write-notify"],
  over: "steps",
  procedures: [folio_mkclean],
  antecedent: ({ s, actors }) =>
    s.folio[cached].mapcount > 0 && some(actors, (actor) => actor.within(folio_mkclean)),
  holds: (before, after) => before.s.folio[cached].mapcount === after.s.folio[cached].mapcount,
};

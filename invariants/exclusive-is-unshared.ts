import { every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import type { Invariant } from "./Invariant.ts";

export const exclusiveIsUnshared: Invariant = {
  id: "exclusive-is-unshared",
  statement: "A PageAnonExclusive page is anonymous, and mapped once at most.",
  why: "The bit says that a write needs no copy, and that a pin stays with the mm.",
  source:
    "include/linux/page-flags.h: PageAnonExclusive(); include/linux/rmap.h: page_try_dup_anon_rmap()",
  doesNotSay:
    "That a page which is mapped once has the bit: where the other mm is gone, the next write fault sets it.",
  mappings: privateMappings,
  since: "5.19",
  over: "states",
  antecedent: ({ s }) => some(s.folio, ({ exclusive }) => exclusive),
  holds: ({ s }) =>
    every(s.folio, (folio) =>
      is(
        folio,
        ({ kind, exclusive, mapcount }) => !exclusive || (kind === "anon" && mapcount <= 1),
      ),
    ),
  wrong: ({ s }) => {
    const exclusive = indexes(s.folio).filter((frame) => s.folio[frame].exclusive);
    return exclusive
      .map(
        (frame) =>
          `folio[${frame}] is exclusive; it is ${s.folio[frame].kind}, mapcount ${s.folio[frame].mapcount}`,
      )
      .join("; ");
  },
};

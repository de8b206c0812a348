import { every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import type { Invariant } from "./Invariant.ts";
import { referencesTo } from "./questions.ts";

export const refcountCoversUsers: Invariant = {
  id: "refcount-covers-users",
  statement:
    "The refcount of a page of anonymous memory is at least its mapcount and the references that are held.",
  why: "At 0 the page is freed; and since 5.9 a refcount of 1 lets a write fault take the page as it is.",
  source: "include/linux/mm.h: folio_get(), folio_put(); mm/memory.c: do_wp_page()",
  doesNotSay: "That it is no more: who is at work on the page holds a reference too.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s }) => some(s.folio, ({ kind }) => kind === "anon"),
  holds: ({ s }) =>
    every(s.folio, (folio, frame) => {
      const references = referencesTo(s, frame);
      return is(
        folio,
        ({ kind, refcount, mapcount }) => kind !== "anon" || refcount >= mapcount + references,
      );
    }),
  wrong: ({ s }) => {
    const anon = indexes(s.folio).filter((frame) => s.folio[frame].kind === "anon");
    return anon
      .map(
        (frame) =>
          `folio[${frame}]: refcount ${s.folio[frame].refcount}, mapcount ${s.folio[frame].mapcount}, references ${referencesTo(s, frame)}`,
      )
      .join("; ");
  },
};

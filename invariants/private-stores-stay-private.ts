import { every, indexes, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import type { Invariant } from "./Invariant.ts";

export const privateStoresStayPrivate: Invariant = {
  id: "private-stores-stay-private",
  statement:
    "No store through a private mapping, a forced one (FOLL_FORCE) included, reaches the page cache or the zero page.",
  why: "A file that one may only read would be written, for everybody (CVE-2016-5195, Dirty COW).",
  source: "mm/gup.c: can_follow_write_pte(), follow_page_pte(); 19be0eaffa3a, 5535be309971",
  doesNotSay: "That the store is kept: another thread may take the copy away at once.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s }) => some(s.storedPrivately, (isStored) => isStored),
  holds: ({ s }) =>
    every(
      s.folio,
      ({ kind }, frame) => kind === "anon" || kind === "free" || !s.storedPrivately[frame],
    ),
  wrong: ({ s }) => {
    const spoilt = indexes(s.folio).filter(
      (frame) =>
        s.storedPrivately[frame] &&
        (s.folio[frame].kind === "file" || s.folio[frame].kind === "zero"),
    );
    return spoilt
      .map(
        (frame) =>
          `a private store has reached folio[${frame}], ${s.folio[frame].kind === "file" ? "the page cache's" : "the zero page"}`,
      )
      .join("; ");
  },
};

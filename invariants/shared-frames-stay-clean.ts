import { indexes, is, type Moment, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { cached, mmName, page, type Self, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

type Entry = State["mm"][keyof State["mm"]]["pte"][typeof page];

/** Does it map the page cache's page, or the zero page? */
function isOfAll(entry: Entry): boolean {
  return entry.kind === "present" && entry.frame === cached;
}

function isWrittenTo(entry: Entry): boolean {
  return entry.kind === "present" && entry.frame === cached && (entry.write || entry.dirty);
}

export const sharedFramesStayClean: Invariant = {
  id: "shared-frames-stay-clean",
  statement:
    "A PTE of private memory that maps the page cache's page or the zero page is neither writable nor dirty.",
  why: "Until 5.19 a forced write took a dirty PTE for the copy that it had made: one that maps the page cache would have let it write the file (CVE-2022-2590 came in so, by another door).",
  source: "mm/memory.c: do_set_pte(), do_anonymous_page(); mm/gup.c: can_follow_write_pte()",
  doesNotSay: "Anything of a page of the mm's own.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s }: Moment<State, Self>) => some(s.mm, ({ pte }) => is(pte[page], isOfAll)),
  holds: ({ s }) => !some(s.mm, ({ pte }) => is(pte[page], isWrittenTo)),
  wrong: ({ s }) =>
    indexes(s.mm)
      .filter((mm) => isWrittenTo(s.mm[mm].pte[page]))
      .map((mm) => `${mmName(mm)}'s PTE of a page that is everybody's is writable or dirty`)
      .join("; "),
};

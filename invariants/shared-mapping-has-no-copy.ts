import { indexes, is, type Moment, some } from "../model/language/index.ts";
import { cached, type Mm, mmName, page, type Self, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** Does its PTE map a page of its own, not the page cache's? */
function mapsCopy({ mm }: State, of: Mm): boolean {
  return is(mm[of].pte[page], (entry) => entry.kind === "present" && entry.frame !== cached);
}

export const sharedMappingHasNoCopy: Invariant = {
  id: "shared-mapping-has-no-copy",
  statement: "A PTE of a shared mapping maps the page cache's page, never anonymous memory.",
  why: "What is written to a copy never reaches the file, and nobody who has the file mapped sees it.",
  source: "mm/gup.c: check_vma_flags(); mm/memory.c: do_wp_page(); cda540ace6a1",
  doesNotSay:
    "Anything of mappings that one may write: the model has no second page for those, so they could not break it.",
  mappings: ["shared-file-ro"],
  over: "states",
  antecedent: ({ s }: Moment<State, Self>) =>
    some(s.mm, ({ pte }) => is(pte[page], ({ kind }) => kind === "present")),
  holds: ({ s }) => !some(s.mm, (_, mm) => mapsCopy(s, mm)),
  wrong: ({ s }) =>
    indexes(s.mm)
      .filter((mm) => mapsCopy(s, mm))
      .map((mm) => `${mmName(mm)}'s PTE maps a page of its own`)
      .join("; "),
};

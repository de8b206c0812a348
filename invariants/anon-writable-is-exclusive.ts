import { every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { type Frame, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** Does a page table map the frame for writing, with nobody at work on it? */
function isWritable({ mm }: State, frame: Frame): boolean {
  return some(
    mm,
    ({ pte, ptl }) =>
      ptl === null &&
      is(pte[page], (entry) => entry.kind === "present" && entry.write && entry.frame === frame),
  );
}

export const anonWritableIsExclusive: Invariant = {
  id: "anon-writable-is-exclusive",
  statement: "A page of anonymous memory that some PTE maps for writing is PageAnonExclusive.",
  why: "A store through that PTE makes no copy: were another mm to have the page too, it would see it.",
  source:
    "include/linux/page-flags.h: PageAnonExclusive(); mm/memory.c: wp_page_reuse(); 6c287605fd56",
  doesNotSay:
    "That it holds in the middle of fork, under the page-table lock: the bit goes first, write after it.",
  mappings: privateMappings,
  since: "5.19",
  over: "states",
  antecedent: ({ s }) => some(s.folio, ({ exclusive }) => exclusive),
  holds: ({ s }) =>
    every(
      s.folio,
      ({ kind, exclusive }, frame) => kind !== "anon" || exclusive || !isWritable(s, frame),
    ),
  wrong: ({ s }) => {
    const shared = indexes(s.folio).filter(
      (frame) =>
        s.folio[frame].kind === "anon" && !s.folio[frame].exclusive && isWritable(s, frame),
    );
    return shared
      .map((frame) => `folio[${frame}] is mapped for writing, and not exclusive`)
      .join("; ");
  },
};

import { every, indexes, type Moment, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { pte_present } from "../model/primitives/index.ts";
import { type Operation, page, type Self, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** What neither stores nor has somebody else store, nor asks for a page that stays. */
const readers: readonly Operation[] = ["load", "vmsplice", "put_reference", "madvise_dontneed"];

function isOnlyRead({ actors }: Moment<State, Self>): boolean {
  return every(actors, ({ self }) => self.program.every((one) => readers.includes(one)));
}

export const readsMakeNoCopy: Invariant = {
  id: "reads-make-no-copy",
  statement:
    "While nobody does anything but read private memory, by loads or through references (FOLL_GET), no process has a page of its own.",
  why: "A debugger that looks at a page would change what is mapped there: userfaultfd-wp told of writes that were none, and memory that may not be copied could not be looked at.",
  source: "mm/gup.c: should_force_cow_break(); mm/memory.c: do_anonymous_page(); a308c71bf1e6",
  doesNotSay:
    "Anything where somebody stores, or pins for long: such a pin for reading makes a copy since 6.2, as the page must stay.",
  mappings: privateMappings,
  over: "states",
  antecedent: (moment) =>
    isOnlyRead(moment) && some(moment.s.mm, ({ pte }) => pte_present(pte[page])),
  holds: (moment) => !isOnlyRead(moment) || every(moment.s.folio, ({ kind }) => kind !== "anon"),
  wrong: ({ s }) =>
    indexes(s.folio)
      .filter((frame) => s.folio[frame].kind === "anon")
      .map((frame) => `folio[${frame}] is a process's own, and nobody stores`)
      .join("; "),
};

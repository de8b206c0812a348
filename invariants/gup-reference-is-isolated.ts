import { every, indexes, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { mmName } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const gupReferenceIsIsolated: Invariant = {
  id: "gup-reference-is-isolated",
  statement:
    "Who holds a reference to a page of private memory never sees there what another mm stored after it was taken.",
  why: "A pipe that vmsplice() filled, or a device, would read what is another process's secret (CVE-2020-29374).",
  source: "mm/memory.c: do_wp_page(); 17839856fd58, 09854ba94c6a, 6c287605fd56",
  doesNotSay:
    "That the reference goes on to be the page that its own mm sees: of pins that is pinned-page-stays, and of FOLL_GET nobody promises it.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s }) => some(s.ref, ({ kind }) => kind === "held"),
  holds: ({ s }) => every(s.ref, (ref) => ref.kind === "none" || !ref.foreign),
  wrong: ({ s }) =>
    indexes(s.ref)
      .flatMap((at) => {
        const ref = s.ref[at];
        if (ref.kind === "none" || !ref.foreign) return [];
        return [`${mmName(ref.mm)} holds folio[${ref.frame}], where another mm has stored since`];
      })
      .join("; "),
};

import { every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { mmName } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const pinnedPageStays: Invariant = {
  id: "pinned-page-stays",
  statement:
    "While a page of private memory is pinned (FOLL_PIN), what is mapped where it was pinned is that page, unless its mm took it away itself.",
  why: "The device and the process would each go on with a page of its own, and neither see what the other writes.",
  source: "mm/gup.c: gup_must_unshare(); mm/memory.c: copy_present_page(), do_wp_page()",
  doesNotSay:
    "Anything of references taken with FOLL_GET, and of pins after munmap() or MADV_DONTNEED.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s }) => some(s.ref, (ref) => ref.kind === "held" && ref.pin),
  holds: ({ s }) =>
    every(s.ref, (ref) => {
      if (ref.kind === "none" || !ref.pin || ref.zapped) return true;
      const { mm: owner, frame } = ref;
      return every(
        s.mm,
        ({ pte }, mm) =>
          mm !== owner ||
          every(pte, (entry) => is(entry, (one) => one.kind === "none" || one.frame === frame)),
      );
    }),
  wrong: ({ s }) =>
    indexes(s.ref)
      .flatMap((at) => {
        const ref = s.ref[at];
        if (ref.kind === "none" || !ref.pin || ref.zapped) return [];
        return [`${mmName(ref.mm)} has pinned folio[${ref.frame}], and maps another page now`];
      })
      .join("; "),
};

import { every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { mmName, type Ref, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** Is it a pin that the law speaks of? */
function isMeant({ folio }: State, ref: State["ref"][Ref]): ref is Held {
  return ref.kind === "held" && ref.pin && (ref.longterm || folio[ref.frame].kind === "anon");
}

type Held = Extract<State["ref"][Ref], { kind: "held" }>;

export const pinnedPageStays: Invariant = {
  id: "pinned-page-stays",
  statement:
    "While a page of anonymous memory is pinned (FOLL_PIN), or any of private memory for long (FOLL_LONGTERM), what is mapped where it was pinned is that page, unless its mm took it away itself.",
  why: "The device and the process would each go on with a page of its own, and neither see what the other writes.",
  source: "mm/gup.c: gup_must_unshare(); mm/memory.c: copy_present_page(), do_wp_page()",
  doesNotSay:
    "Anything of references taken with FOLL_GET, of short pins of the zero page or the page cache, and of pins after munmap() or MADV_DONTNEED.",
  mappings: privateMappings,
  since: "5.6",
  over: "states",
  antecedent: ({ s }) => some(s.ref, (ref) => isMeant(s, ref)),
  holds: ({ s }) =>
    every(s.ref, (ref) => {
      if (!isMeant(s, ref) || ref.zapped) return true;
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
        if (!isMeant(s, ref) || ref.zapped) return [];
        return [`${mmName(ref.mm)} has pinned folio[${ref.frame}], and maps another page now`];
      })
      .join("; "),
};

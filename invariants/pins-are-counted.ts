import { count, every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import type { Frame, State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** How many pins of the frame are held. */
function pinsOf({ ref }: State, frame: Frame): number {
  return count(ref, (one) => one.kind === "held" && one.pin && one.frame === frame);
}

export const pinsAreCounted: Invariant = {
  id: "pins-are-counted",
  statement: "A page of anonymous memory counts as many pins as are held to it.",
  why: "Fork asks that count whether it must copy the page at once: one too few leaves a device with a page that is shared, one too many copies for ever.",
  source:
    "mm/gup.c: try_grab_folio(), gup_put_folio(); include/linux/mm.h: folio_maybe_dma_pinned()",
  doesNotSay:
    "Anything of the zero page and of the page cache, whose pins are not counted here: fork never copies those.",
  mappings: privateMappings,
  since: "5.6",
  over: "states",
  antecedent: ({ s }) => some(s.ref, (ref) => ref.kind === "held" && ref.pin),
  holds: ({ s }) =>
    every(s.folio, (folio, frame) => {
      const pins = pinsOf(s, frame);
      return is(folio, ({ kind, pincount }) => kind !== "anon" || pincount === pins);
    }),
  wrong: ({ s }) =>
    indexes(s.folio)
      .filter((frame) => s.folio[frame].kind === "anon")
      .map(
        (frame) => `folio[${frame}]: pincount ${s.folio[frame].pincount}, pins ${pinsOf(s, frame)}`,
      )
      .join("; "),
};

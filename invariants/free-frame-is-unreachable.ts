import { every, indexes, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { isTranslation } from "../model/primitives/index.ts";
import { type Frame, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** Can anybody reach the frame: by a PTE, by what a TLB may hold, or by a reference? */
function isReachable({ mm, tlb, ref }: State, frame: Frame): boolean {
  if (
    some(mm, ({ pte }) => some(pte, (entry) => entry.kind === "present" && entry.frame === frame))
  )
    return true;
  if (some(tlb, (cpu) => some(cpu, (of) => isTranslation(of[page][frame])))) return true;
  return some(ref, (held) => held.kind === "held" && held.frame === frame);
}

export const freeFrameIsUnreachable: Invariant = {
  id: "free-frame-is-unreachable",
  statement: "No PTE, no TLB and no reference leads to a free frame.",
  why: "Whoever gets the frame next would share it with a stranger.",
  source: "mm/mmu_gather.c: tlb_batch_pages_flush(); include/linux/mm.h: folio_put()",
  doesNotSay: "That a frame is freed as soon as nobody can reach it.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s }) => some(s.folio, ({ kind }) => kind === "free"),
  holds: ({ s }) => every(s.folio, ({ kind }, frame) => kind !== "free" || !isReachable(s, frame)),
  wrong: ({ s }) => {
    const lost = indexes(s.folio).filter(
      (frame) => s.folio[frame].kind === "free" && isReachable(s, frame),
    );
    return lost.map((frame) => `folio[${frame}] is free, and somebody can reach it`).join("; ");
  },
};

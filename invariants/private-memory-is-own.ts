import { atRest } from "../model/facts.ts";
import { type ActorView, every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import { isTranslation } from "../model/primitives/index.ts";
import { type Frame, mmName, page, type Self, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** A thread in user space whose next instruction may load from the page. */
function mayLoad(s: State, actor: ActorView<Self>): boolean {
  return actor.is(atRest) && actor.self.program.includes("load") && s.mm[actor.self.mm].mapped;
}

/** Would that load find what the frame holds: through the TLB of its CPU, or through the PTE? */
function mayFind(s: State, { mm, cpu }: Self, frame: Frame): boolean {
  if (isTranslation(s.tlb[cpu][mm][page][frame])) return true;
  return is(s.mm[mm].pte[page], (pte) => pte.kind === "present" && pte.frame === frame);
}

export const privateMemoryIsOwn: Invariant = {
  id: "private-memory-is-own",
  statement:
    "A thread finds in private memory what its own mm stored last, or had there at fork, or never wrote: nothing older, and nothing of another mm.",
  why: "It is what fork() and MAP_PRIVATE promise: after fork parent and child have the page each for itself.",
  source: "mm/memory.c: do_wp_page(), wp_page_copy(), copy_present_page()",
  doesNotSay:
    "What a thread finds while the parent is forking, or while another thread zaps the page: old and new content are both right then. Nor what those find who hold a reference: that is gup-reference-is-isolated.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s, actors }) => some(actors, (actor) => mayLoad(s, actor)),
  holds: ({ s, actors }) =>
    every(
      actors,
      (actor) =>
        !mayLoad(s, actor) ||
        every(
          s.folio,
          (_, frame) => s.holdsOwn[actor.self.mm][page][frame] || !mayFind(s, actor.self, frame),
        ),
    ),
  wrong: ({ s, actors }) =>
    indexes(actors)
      .filter((at) => mayLoad(s, actors[at]))
      .flatMap((at) => {
        const { mm } = actors[at].self;
        const strange = indexes(s.folio).filter(
          (frame) => !s.holdsOwn[mm][page][frame] && mayFind(s, actors[at].self, frame),
        );
        return strange.map(
          (frame) =>
            `${actors[at].name} may load what folio[${frame}] holds, which is not ${mmName(mm)}'s own`,
        );
      })
      .join("; "),
};

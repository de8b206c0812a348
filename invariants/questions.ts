import { type Fact, type Moment, some } from "../model/language/index.ts";
import { pte_dirty, pte_write } from "../model/primitives/index.ts";
import { cached, page, type State } from "../model/state.ts";

// What several laws ask about a state, in the kernel's words.

/** pte_write() of some PTE of the folio? */
export function someWritablePte(s: State): boolean {
  return some(s.mm, ({ pte }) => pte_write(pte[page]));
}

/** pte_dirty() of some PTE of the folio? */
export function someDirtyPte(s: State): boolean {
  return some(s.mm, ({ pte }) => pte_dirty(pte[page]));
}

/** May some CPU store into the folio without looking at the page tables? */
export function someWritableDirtyTranslation(s: State): boolean {
  return some(s.tlb, (tlb) => some(tlb, (mm) => mm[page][cached].writeDirty));
}

/** Is the fact so of some actor? */
export function someoneIs({ actors }: Moment<State>, fact: Fact): boolean {
  return some(actors, (actor) => actor.is(fact));
}

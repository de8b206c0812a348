import { count, type Fact, indexes, type Moment, some } from "../model/language/index.ts";
import { pte_dirty, pte_write } from "../model/primitives/index.ts";
import {
  cached,
  type Frame,
  mmName,
  type Pte,
  page,
  type Self,
  type State,
  type Translations,
} from "../model/state/index.ts";

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

/** How many references are held to the frame. */
export function referencesTo({ ref }: State, frame: Frame): number {
  return count(ref, (one) => one.kind === "held" && one.frame === frame);
}

/** Is the fact so of some actor? */
export function someoneIs({ actors }: Moment<State>, fact: Fact): boolean {
  return some(actors, (actor) => actor.is(fact));
}

/** "P's PTE is writable" of each such PTE of the folio; empty if there is none. */
export function ptesThat(s: State, are: string, predicate: (pte: Pte) => boolean): string[] {
  return indexes(s.mm)
    .filter((mm) => predicate(s.mm[mm].pte[page]))
    .map((mm) => `${mmName(mm)}'s PTE is ${are}`);
}

/** The CPUs that may have a translation of the page cached that is as asked, by name. */
export function cpusThat(s: State, predicate: (held: Translations) => boolean): string {
  const found = indexes(s.tlb).filter((cpu) =>
    indexes(s.tlb[cpu]).some((mm) => {
      const frames = s.tlb[cpu][mm][page];
      return indexes(frames).some((frame) => predicate(frames[frame]));
    }),
  );
  return found.map((cpu) => `cpu${cpu}`).join(", ");
}

/** Of whom the fact is so, by name; of those who are meant. */
export function whoIs(
  { actors }: Moment<State, Self>,
  fact: Fact,
  isMeant: (self: Self) => boolean = () => true,
): string {
  return indexes(actors)
    .filter((at) => actors[at].is(fact) && isMeant(actors[at].self))
    .map((at) => actors[at].name)
    .join(", ");
}

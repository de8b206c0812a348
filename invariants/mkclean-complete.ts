import { cleanedForIo } from "../model/facts.ts";
import { every } from "../model/language/index.ts";
import { writeNotifying } from "../model/mappings/index.ts";
import { pte_dirty, pte_write } from "../model/primitives/index.ts";
import { page } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { cpusThat, ptesThat, someoneIs, someWritableDirtyTranslation } from "./questions.ts";

export const mkcleanComplete: Invariant = {
  id: "mkclean-complete",
  statement:
    "From the end of folio_mkclean() until the folio lock is dropped, no PTE of the folio is writable or dirty and no CPU can store into it without a walk.",
  why: "PG_dirty is cleared next: a store that nobody would hear of afterwards must fault.",
  source: "mm/page-writeback.c: folio_clear_dirty_for_io(); mm/rmap.c: folio_mkclean()",
  doesNotSay:
    "That no clean writable translation is cached: a store through one walks again and faults. Nor that a thread is there to use a translation: munmap() by an mm's only thread breaks the law without harm.",
  mappings: writeNotifying,
  since: "2.6.19",
  over: "states",
  antecedent: (moment) => someoneIs(moment, cleanedForIo),
  holds: (moment) => {
    const { mm } = moment.s;
    if (!someoneIs(moment, cleanedForIo)) return true;
    const isClean = every(mm, ({ pte }) => !pte_write(pte[page]) && !pte_dirty(pte[page]));
    return isClean && !someWritableDirtyTranslation(moment.s);
  },
  wrong: ({ s }) => {
    const cpus = cpusThat(s, ({ writeDirty }) => writeDirty);
    return [
      ...ptesThat(s, "writable", pte_write),
      ...ptesThat(s, "dirty", pte_dirty),
      ...(cpus === "" ? [] : [`${cpus} may store through W D without a walk`]),
    ].join("; ");
  },
};

import { is } from "../model/language/index.ts";
import { writeNotifying } from "../model/mappings/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someDirtyPte } from "./questions.ts";

export const dirtyPteIsRecorded: Invariant = {
  id: "dirty-pte-is-recorded",
  statement:
    "Of a file with write notification a dirty PTE means that PG_dirty is set, or that the folio is locked by who is about to set or clear it.",
  why: "mprotect() and NUMA hinting make a dirty PTE writable again without asking the file system: it must know of the page already.",
  source: "mm/mprotect.c: can_change_pte_writable(); mm/memory.c: fault_dirty_shared_page()",
  doesNotSay: "The reverse: PG_dirty stays when the last dirty PTE is zapped.",
  mappings: writeNotifying,
  over: "states",
  antecedent: ({ s }) => someDirtyPte(s),
  holds: ({ s }) =>
    !someDirtyPte(s) || is(s.folio[cached], ({ dirty, locked }) => dirty || locked !== null),
  wrong: () => "a PTE is dirty, PG_dirty is clear, and nobody holds the folio lock",
};

import { every } from "../model/language/index.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { pte_dirty, pte_write } from "../model/primitives/index.ts";
import { page } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { ptesThat, someWritablePte } from "./questions.ts";

export const writableImpliesDirty: Invariant = {
  id: "writable-implies-dirty",
  statement: "A writable PTE of a shared mapping is dirty.",
  why: "If it held, a store could never be the first to dirty a PTE, and nobody would need the hardware's dirty bit.",
  source: "mm/memory.c: copy_present_pte(), do_set_pte()",
  doesNotSay:
    "That something is lost where it fails: the next store sets the bit, by hardware or by a fault.",
  mappings: sharedMappings,
  over: "states",
  antecedent: ({ s }) => someWritablePte(s),
  holds: ({ s }) => every(s.mm, ({ pte }) => !pte_write(pte[page]) || pte_dirty(pte[page])),
  wrong: ({ s }) =>
    ptesThat(s, "writable but clean", (pte) => pte_write(pte) && !pte_dirty(pte)).join("; "),
};

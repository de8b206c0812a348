import { some } from "../model/language/index.ts";
import { pte_present, pte_write } from "../model/primitives/index.ts";
import { page } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { ptesThat, someWritablePte } from "./questions.ts";

export const writableNeedsVmWrite: Invariant = {
  id: "writable-needs-vm-write",
  statement: "No PTE of a VMA that may not be written is writable.",
  why: "A forced write makes its copy in such a VMA; were the PTE writable after it, any store of the program's would go through.",
  source: "mm/memory.c: maybe_mkwrite()",
  doesNotSay: "Whether it is dirty: the copy that a forced write made is, and read-only.",
  mappings: ["private-file-ro"],
  over: "states",
  antecedent: ({ s }) => some(s.mm, ({ pte }) => pte_present(pte[page])),
  holds: ({ s }) => !someWritablePte(s),
  wrong: ({ s }) => ptesThat(s, "writable, and its VMA is read-only", pte_write).join("; "),
};

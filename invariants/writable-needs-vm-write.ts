import { indexes, is, some } from "../model/language/index.ts";
import { mmName, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

function hasPte({ mm }: State): boolean {
  return some(mm, ({ pte }) => is(pte[page], ({ kind }) => kind === "present"));
}

export const writableNeedsVmWrite: Invariant = {
  id: "writable-needs-vm-write",
  statement: "No PTE of a VMA that may not be written is writable.",
  why: "A forced write makes its copy in such a VMA; were the PTE writable after it, any store of the program's would go through.",
  source: "mm/memory.c: maybe_mkwrite()",
  doesNotSay: "Whether it is dirty: the copy that a forced write made is, and read-only.",
  mappings: ["private-file-ro"],
  over: "states",
  antecedent: ({ s }) => hasPte(s),
  holds: ({ s }) =>
    !some(s.mm, ({ pte }) => is(pte[page], (entry) => entry.kind === "present" && entry.write)),
  wrong: ({ s }) =>
    indexes(s.mm)
      .filter((mm) => {
        const pte = s.mm[mm].pte[page];
        return pte.kind === "present" && pte.write;
      })
      .map((mm) => `${mmName(mm)}'s PTE is writable, and its VMA is read-only`)
      .join("; "),
};

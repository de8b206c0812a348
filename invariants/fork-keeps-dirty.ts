import { some } from "../model/language/index.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { dup_mmap } from "../model/operations/index.ts";
import { cached, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someDirtyPte } from "./questions.ts";

function isDirty(s: State): boolean {
  return someDirtyPte(s) || s.folio[cached].dirty;
}

export const forkKeepsDirty: Invariant = {
  id: "fork-keeps-dirty",
  statement: "No step of fork makes a folio clean: dirty in some PTE or PG_dirty before, so after.",
  why: "It is why fork may mark the child's PTE clean: the dirty bit is copied away from, never moved.",
  source: "mm/memory.c: copy_present_pte()",
  doesNotSay:
    "That the child's PTE is dirty, or that writeback does not clean the folio meanwhile.",
  mappings: sharedMappings,
  over: "steps",
  procedures: [dup_mmap],
  antecedent: ({ s, actors }) => isDirty(s) && some(actors, (actor) => actor.within(dup_mmap)),
  holds: (before, after) => !isDirty(before.s) || isDirty(after.s),
  wrong: () => "PG_dirty is clear, and no PTE is dirty any more",
};

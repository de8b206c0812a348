import { every } from "../model/language/index.ts";
import { writeNotifying } from "../model/mappings/index.ts";
import { dup_mmap, munmap } from "../model/operations/index.ts";
import type { Invariant } from "./Invariant.ts";

export const iMmapExcludes: Invariant = {
  id: "i-mmap-excludes",
  statement: "While rmap walks the i_mmap tree, no VMA enters or leaves it.",
  why: "folio_mkclean() would miss the VMA of a child that fork inserts behind it, or visit one that is freed.",
  source: "mm/rmap.c: rmap_walk_file(); kernel/fork.c: dup_mmap(); mm/mmap.c: unlink_file_vma()",
  doesNotSay: "That page tables stay as they are meanwhile: the walk takes no mmap_lock.",
  mappings: writeNotifying,
  over: "steps",
  procedures: [dup_mmap, munmap],
  antecedent: ({ s }) => s.i_mmap_reader !== null,
  holds: (before, after) =>
    before.s.i_mmap_reader === null ||
    every(before.s.mm, ({ linked }, mm) => linked === after.s.mm[mm].linked),
  wrong: () => "a VMA moved in i_mmap; the walk of the tree is not over",
};

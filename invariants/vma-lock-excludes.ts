import { every, indexes, some } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { mmName } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const vmaLockExcludes: Invariant = {
  id: "vma-lock-excludes",
  statement:
    "While the VMA of an mm is locked for writing, nobody holds its lock for reading, and somebody holds the mmap_lock for writing.",
  why: "A fault that holds the VMA's lock alone would change page tables that fork copies; and who drops the mmap_lock unlocks all VMAs.",
  source:
    "include/linux/mmap_lock.h: vma_start_write(), vma_end_write_all(); kernel/fork.c: dup_mmap()",
  doesNotSay:
    "That who holds the mmap_lock for writing has locked the VMA: until 6.4.3 and 6.5 fork had not.",
  mappings: mappingNames,
  since: "6.5",
  over: "states",
  antecedent: ({ s }) => some(s.mm, ({ vma_lock }) => vma_lock.written),
  holds: ({ s }) =>
    every(
      s.mm,
      ({ vma_lock: { written, readers }, mmap_lock }) =>
        !written || (mmap_lock.writer !== null && every(readers, (reads) => !reads)),
    ),
  wrong: ({ s }) => {
    const shared = indexes(s.mm).filter((mm) => {
      const { vma_lock, mmap_lock } = s.mm[mm];
      return (
        vma_lock.written && (mmap_lock.writer === null || some(vma_lock.readers, (reads) => reads))
      );
    });
    return `${shared.map(mmName).join(" and ")}: the VMA is locked for writing, and has readers or no writer of the mmap_lock`;
  },
};

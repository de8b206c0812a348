import { every, indexes, some } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { mmName } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const mmapLockExcludes: Invariant = {
  id: "mmap-lock-excludes",
  statement: "While the mmap_lock of an mm is held for writing, nobody holds it for reading.",
  why: "fork copies page tables, and munmap() takes the VMA away, in the belief that no fault runs.",
  source:
    "include/linux/mmap_lock.h: mmap_write_lock(), mmap_read_lock(); kernel/fork.c: dup_mmap()",
  doesNotSay: "Anything about who takes no lock: hardware, writeback and the rmap walk.",
  mappings: mappingNames,
  over: "states",
  antecedent: ({ s }) => some(s.mm, ({ mmap_lock }) => mmap_lock.writer !== null),
  holds: ({ s }) =>
    every(
      s.mm,
      ({ mmap_lock: { writer, readers } }) => writer === null || every(readers, (reads) => !reads),
    ),
  wrong: ({ s }) => {
    const shared = indexes(s.mm).filter((mm) => {
      const { writer, readers } = s.mm[mm].mmap_lock;
      return writer !== null && some(readers, (reads) => reads);
    });
    return `${shared.map(mmName).join(" and ")}: the mmap_lock has a writer and readers`;
  },
};

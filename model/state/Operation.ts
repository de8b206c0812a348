/** What a user thread can do. */
export type Operation = (typeof operationNames)[number];
export const operationNames = [
  "load",
  "store",
  "fork",
  "madvise_dontneed",
  "munmap",
  "mprotect",
  "fsync",
  "msync",
  "madvise_populate_read",
  "madvise_populate_write",
  "gup_write",
  "gup_write_longterm",
  "vmsplice",
  "pin_read",
  "pin_read_short",
  "pin_write",
  "pin_write_fast",
  "write_pinned",
  "put_reference",
  "proc_mem_write",
] as const;

import type { Scenario } from "./Scenario.ts";

export const uffdWriteprotect: Scenario = {
  id: "uffd-writeprotect",
  question: "Is a store lost while userfaultfd write-protects the page?",
  why: "UFFDIO_WRITEPROTECT makes the page read-only and flushes later. One thread's next store copies the page, as there is another reference; another thread may store into the old one until then.",
  mappings: ["anonymous-uffd-wp"],
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    { name: "protector", mm: "parent", cpu: 0, program: ["uffd_writeprotect"] },
    { name: "copier", mm: "parent", cpu: 1, program: ["vmsplice", "store", "munmap"] },
    { name: "storer", mm: "parent", cpu: 2, program: ["load", "store"] },
  ],
  asks: [
    "private-memory-is-own",
    "stale-translation-awaits-flush",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
  expects: [
    { violated: "private-memory-is-own", with: "refcountReuse", without: "uffdWpFaultFlushes" },
  ],
  covers: [],
};

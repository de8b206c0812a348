import { scenario } from "./Scenario.ts";

const everything = [
  "load",
  "store",
  "madvise_dontneed",
  "munmap",
  "vmsplice",
  "pin_read",
  "pin_write",
  "pin_write_fast",
  "write_pinned",
  "put_reference",
  "proc_mem_write",
] as const;

export const openPrivate = scenario({
  id: "open-private",
  question: "Two threads of one process do anything, in any order: what of private memory holds?",
  why: "No question but all of them at once. One of them takes references and writes through them, by force too; the other one faults and takes the page away. There is no fork, as that asks for many more frames.",
  isOpen: true,
  mappings: ["anonymous", "private-file", "private-file-ro"],
  frames: 4,
  references: 1,
  threads: [
    { name: "one", mm: "parent", cpu: 0, program: everything },
    {
      name: "other",
      mm: "parent",
      cpu: 1,
      program: ["load", "store", "madvise_dontneed", "munmap"],
    },
  ],
  asks: [
    "private-memory-is-own",
    "private-stores-stay-private",
    "shared-frames-stay-clean",
    "pinned-page-stays",
    "pins-are-counted",
    "gup-reference-is-isolated",
    "refcount-covers-users",
    "free-frame-is-unreachable",
    "mapcount-is-present-ptes",
  ],
  expects: [
    { violated: "pinned-page-stays", without: "unsharesAll", unless: "forcedCowBreak" },
    {
      violated: "private-stores-stay-private",
      mappings: ["private-file-ro"],
      with: "dontneedReads",
      without: "follCow",
    },
    {
      violated: "private-stores-stay-private",
      mappings: ["private-file"],
      with: "dontneedReads",
      without: "dropsWriteIfForced",
    },
    // The zero page, where there is one.
    {
      violated: "private-stores-stay-private",
      mappings: ["anonymous"],
      with: "dontneedReads",
      without: "dropsWriteIfForced",
      unless: "readFaultAllocates",
    },
    // Of two zaps at once, the second may return before the first has flushed.
    {
      violated: "private-memory-is-own",
      mappings: ["private-file"],
      with: "dontneedReads",
      without: "nestedFlush",
    },
    {
      violated: "private-memory-is-own",
      mappings: ["anonymous"],
      with: "dontneedReads",
      without: "nestedFlush",
      unless: "readFaultAllocates",
    },
    {
      violated: "private-memory-is-own",
      mappings: ["anonymous", "private-file"],
      without: "cowClearsFirst",
    },
    {
      violated: "mapcount-is-present-ptes",
      mappings: ["private-file", "private-file-ro"],
      without: "cowRmapAfterFlush",
    },
  ],
});

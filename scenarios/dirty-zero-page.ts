import { scenario } from "./Scenario.ts";

export const dirtyZeroPage = scenario({
  id: "dirty-zero-page",
  question: "Can a forced write reach the zero page, which every process has?",
  why: "A write to /proc/self/mem makes a page of the process's own first. Another thread throws that away, and a lookup that goes on as if for reading finds the zero page; but from 2.6.24 to 2.6.31 there is none.",
  mappings: ["anonymous"],
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["proc_mem_write"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "madvise_dontneed"] },
  ],
  asks: [
    "private-stores-stay-private",
    "private-memory-is-own",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
  expects: [
    {
      violated: "private-stores-stay-private",
      with: "dontneedReads",
      without: "dropsWriteIfForced",
      unless: "readFaultAllocates",
    },
  ],
});

import type { Scenario } from "./Scenario.ts";

export const dirtyCowWritable: Scenario = {
  id: "dirty-cow-writable",
  question: "And one that one may write, through a private mapping?",
  why: "The copy is writable here, so the lookup needs no other way to know it. Where it goes on as if for reading all the same, another thread's MADV_DONTNEED lets it find the page cache's page.",
  mappings: ["private-file"],
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["load", "proc_mem_write"] },
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
    },
  ],
  covers: [],
};

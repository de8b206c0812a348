import type { Scenario } from "./Scenario.ts";

export const forkZapped: Scenario = {
  id: "fork-zapped",
  question: "What does the child find where the parent has thrown its page away before fork?",
  why: "fork meets an empty PTE then. Both find there what was never written, and each its own store after that.",
  mappings: ["anonymous", "private-file"],
  switches: {},
  frames: 5,
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["store", "madvise_dontneed", "fork"] },
    { name: "child", mm: "child", cpu: 1, program: ["load", "store"] },
  ],
  asks: [
    "private-memory-is-own",
    "mapcount-is-present-ptes",
    "refcount-covers-users",
    "refcount-balances",
    "free-frame-is-unreachable",
  ],
  expects: [{ violated: "mapcount-is-present-ptes", without: "cowRmapAfterFlush" }],
  covers: [],
};

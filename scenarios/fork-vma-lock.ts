import type { Scenario } from "./Scenario.ts";

export const forkVmaLock: Scenario = {
  id: "fork-vma-lock",
  question: "Does fork keep faults out that hold the VMA's lock alone?",
  why: "Fork has write-protected the page and is yet to flush. A fault makes its copy of it meanwhile, while another thread still stores into the old page through a translation of before.",
  mappings: ["anonymous"],
  switches: {},
  frames: 5,
  threads: [
    { name: "forker", mm: "parent", cpu: 0, program: ["fork"] },
    { name: "faulter", mm: "parent", cpu: 1, program: ["store"] },
    { name: "storer", mm: "parent", cpu: 2, program: ["load", "store"] },
  ],
  asks: [
    "private-memory-is-own",
    "vma-lock-excludes",
    "mmap-lock-excludes",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
  expects: [
    { violated: "private-memory-is-own", with: "vmaLock", without: "forkLocksVmas" },
    { violated: "private-memory-is-own", without: "cowClearsFirst" },
  ],
  covers: [],
};

import { scenario } from "./Scenario.ts";

export const mprotectThreads = scenario({
  id: "mprotect-threads",
  question: "Is a store lost while mprotect() makes the page read-only?",
  why: "The system of clear-refs. mprotect() keeps faults out until it has flushed, by the mmap_lock, and since 6.4 by the VMA's lock too: no thread copies the page while another one may still store into it.",
  mappings: ["anonymous"],
  frames: 4,
  references: 1,
  threads: [
    { name: "protector", mm: "parent", cpu: 0, program: ["mprotect"] },
    { name: "copier", mm: "parent", cpu: 1, program: ["vmsplice", "store"] },
    { name: "storer", mm: "parent", cpu: 2, program: ["load", "store"] },
  ],
  asks: [
    "private-memory-is-own",
    "stale-translation-awaits-flush",
    "vma-lock-excludes",
    "refcount-covers-users",
  ],
  expects: [{ violated: "private-memory-is-own", without: "cowClearsFirst" }],
});

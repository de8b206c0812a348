import { scenario } from "./Scenario.ts";

export const clearRefsShared = scenario({
  id: "clear-refs-shared",
  question: "And of a shared page?",
  why: "A thread stores through a translation that clear_refs has not flushed, and the PTE is read-only. But it is still dirty, so writeback cleans and flushes it: nothing is lost, where of private memory a store is.",
  mappings: ["write-notify", "shmem"],
  since: "3.11",
  threads: [
    { name: "clearer", mm: "parent", cpu: 0, program: ["clear_refs"] },
    { name: "storer", mm: "parent", cpu: 1, program: ["store", "fsync"] },
  ],
  asks: [
    "write-notify",
    "no-lost-store",
    "fsync-durable",
    "mkclean-complete",
    "stale-translation-awaits-flush",
  ],
  expects: [
    {
      violated: "stale-translation-awaits-flush",
      with: "clearRefsGathers",
      without: "clearRefsFlushes",
    },
  ],
});

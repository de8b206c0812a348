import type { Scenario } from "./Scenario.ts";

export const fsyncThreads: Scenario = {
  id: "fsync-threads",
  question:
    "Does fsync() find what its thread stored through a PTE that another thread's fault made?",
  why: "Two threads store and one of them calls fsync(). Between the moment in which a fault makes the PTE writable and the end of that fault, the other thread can store, and call fsync(): what tells fsync() of the page must be there before.",
  mappings: ["write-notify", "write-notify-late", "hookless"],
  since: "2.6.19",
  switches: {},
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "syncer", mm: "parent", cpu: 1, program: ["store", "fsync"] },
  ],
  asks: ["write-notify", "no-lost-store", "fsync-durable", "mkclean-complete", "tag-follows-dirty"],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "fsync-durable", without: "mkwriteHoldsLock" },
    { violated: "mkclean-complete", without: "mkwriteHoldsLock" },
    { violated: "write-notify", mappings: ["hookless"] },
    { violated: "fsync-durable", mappings: ["hookless"] },
    { violated: "mkclean-complete", mappings: ["hookless"] },
    { violated: "fsync-durable", mappings: ["write-notify-late"] },
  ],
  covers: [],
};

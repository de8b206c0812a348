import type { Scenario } from "./Scenario.ts";

export const zapRace: Scenario = {
  id: "zap-race",
  question: "Is it enough that zap syncs the dirty flag back?",
  why: "One thread stores while another zaps the page and the flusher writes it. The store may go through a translation that the zap has not flushed yet.",
  mappings: ["write-notify", "shmem"],
  switches: {},
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["load", "store"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["madvise_dontneed"] },
  ],
  asks: [
    "write-notify",
    "no-lost-store",
    "mkclean-complete",
    "unmapped-has-no-writable-tlb",
    "none-is-flushed",
    "zap-leaves-no-translation",
    "mapcount-is-present-ptes",
    "tag-follows-dirty",
    "stale-translation-awaits-flush",
  ],
  expects: [
    { violated: "none-is-flushed", without: "forceFlush" },

    { violated: "write-notify", without: "mkwriteHoldsLock" },

    { violated: "unmapped-has-no-writable-tlb", without: "delayRmap" },
    { violated: "no-lost-store", without: "delayRmap", mappings: ["write-notify"] },
    { violated: "mkclean-complete", without: "delayRmap", mappings: ["write-notify"] },
  ],
  covers: [],
};

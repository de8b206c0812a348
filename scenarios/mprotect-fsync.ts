import { scenario } from "./Scenario.ts";

export const mprotectFsync = scenario({
  id: "mprotect-fsync",
  question: "Does writeback clean a PTE that mprotect() is changing?",
  why: "mprotect() takes the PTE away for a moment, under the page-table lock. Writeback that looks without the lock takes it for none and passes by, and the PTE is back, dirty, when PG_dirty is clear.",
  mappings: ["write-notify"],
  since: "2.6.19",
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "protector", mm: "parent", cpu: 1, program: ["mprotect", "fsync"] },
  ],
  asks: ["no-lost-store", "fsync-durable", "mkclean-complete", "dirty-pte-is-recorded"],
  expects: [
    { violated: "fsync-durable", without: "mkcleanWaits" },
    { violated: "mkclean-complete", without: "mkwriteHoldsLock" },
    { violated: "dirty-pte-is-recorded", without: "mkwriteHoldsLock" },
  ],
});

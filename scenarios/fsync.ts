import type { Scenario } from "./Scenario.ts";

export const fsyncDurability: Scenario = {
  id: "fsync",
  question: "Is every store on disk when the fsync() that follows it returns?",
  why: "Parent and child store through PTEs that fork copied, one of them calls fsync(), and the flusher writes as it likes.",
  mappings: ["write-notify"],
  switches: { copySharedPtes: true },
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["store", "fork", "fsync"] },
    { name: "child", mm: "child", cpu: 1, program: ["store", "munmap"] },
  ],
  asks: [
    "write-notify",
    "no-lost-store",
    "fsync-durable",
    "mkclean-complete",
    "fork-keeps-dirty",
    "mapcount-is-present-ptes",
    "tag-follows-dirty",
    "writeback-is-io",
    "stale-translation-awaits-flush",
    "dirty-pte-is-recorded",
  ],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "dirty-pte-is-recorded", without: "mkwriteHoldsLock" },
    { violated: "fsync-durable", without: "writeNotify" },
    { violated: "fsync-durable", with: "mkcleanFirst", without: "dirtyWaits" },
    { violated: "mkclean-complete", without: "delayRmap" },
  ],
  covers: [],
};

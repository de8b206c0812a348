import type { Scenario } from "./Scenario.ts";

export const longtermWrite: Scenario = {
  id: "longterm-write",
  question: "Does the file system know of every page that a device makes dirty?",
  why: "A device writes through a long-term pin and marks the page dirty when it is done. Writeback may have cleaned the page meanwhile, and used up the blocks that were reserved when the pin was taken.",
  mappings: ["write-notify-delalloc"],
  switches: {},
  since: "2.6.19",
  threads: [
    { name: "device", mm: "parent", cpu: 0, program: ["gup_write_longterm"] },
    { name: "storer", mm: "parent", cpu: 1, program: ["store"] },
  ],
  asks: ["fs-knows-dirty", "fs-knows-writable", "no-lost-store"],
  expects: [
    { violated: "fs-knows-dirty", without: "longtermWriteRefused" },
    { violated: "fs-knows-writable", without: "mkwriteHoldsLock" },
  ],
  covers: [],
};

import type { Scenario } from "./Scenario.ts";

export const mkwriteRace: Scenario = {
  id: "mkwrite-race",
  question: "Does the file system know of every page that a CPU can write?",
  why: "A store asks page_mkwrite, which reserves blocks, and then becomes possible. Writeback in between uses the blocks up, cleans the PTEs that there are, and does not see the one to come.",
  mappings: ["write-notify-delalloc"],
  switches: {},
  since: "2.6.19",
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["load", "store"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["store", "madvise_dontneed"] },
  ],
  asks: ["fs-knows-writable", "write-notify"],
  expects: [
    { violated: "fs-knows-writable", without: "mkwriteHoldsLock" },
    { violated: "write-notify", without: "mkwriteHoldsLock" },
  ],
  covers: [],
};

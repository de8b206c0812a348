import type { Scenario } from "./Scenario.ts";

export const zapFsync: Scenario = {
  id: "zap-fsync",
  question: "Can the race of zap and writeback break the promise of fsync()?",
  why: "Two threads store; one of them also calls fsync(), the other zaps the page, and the flusher writes it.",
  mappings: ["write-notify"],
  switches: {},
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store", "fsync"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["store", "madvise_dontneed"] },
  ],
  asks: [
    "no-lost-store",
    "fsync-durable",
    "mkclean-complete",
    "tag-follows-dirty",
    "writeback-is-io",
  ],
  expects: [
    { violated: "no-lost-store", without: "delayRmap" },
    { violated: "fsync-durable", without: "delayRmap" },
    { violated: "mkclean-complete", without: "delayRmap" },
  ],
  covers: [],
};

import type { Scenario } from "./Scenario.ts";

export const dontneedRace: Scenario = {
  id: "dontneed-race",
  question: "What does a thread find in private memory that another one throws away?",
  why: "One thread loads and stores while another calls MADV_DONTNEED: each finds its own store or what was never written, and no CPU keeps a frame that is free again.",
  mappings: ["anonymous", "private-file"],
  switches: {},
  frames: 4,
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["load", "store"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "store", "madvise_dontneed"] },
  ],
  asks: [
    "private-memory-is-own",
    "private-stores-stay-private",
    "refcount-covers-users",
    "free-frame-is-unreachable",
    "stale-translation-awaits-flush",
  ],
  expects: [{ violated: "private-memory-is-own", without: "cowClearsFirst" }],
  covers: [],
};

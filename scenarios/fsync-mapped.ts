import type { Scenario } from "./Scenario.ts";

export const fsyncMapped: Scenario = {
  id: "fsync-mapped",
  question: "Does fsync() write what its own thread has stored through a mapping?",
  why: "One thread loads, stores and calls fsync(), and the flusher writes as it likes. What the store has set is a bit of a PTE, and fsync() looks at no page table.",
  mappings: ["write-notify", "hookless"],
  switches: {},
  threads: [{ name: "thread", mm: "parent", cpu: 0, program: ["load", "store", "fsync"] }],
  asks: ["no-lost-store", "fsync-durable"],
  expects: [
    { violated: "fsync-durable", without: "writeNotify" },
    { violated: "fsync-durable", with: "mkcleanFirst", without: "dirtyWaits" },
  ],
  covers: [],
};

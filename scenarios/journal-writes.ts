import type { Scenario } from "./Scenario.ts";

export const journalWrites: Scenario = {
  id: "journal-writes",
  question: "Is a store lost if the journal has written the page's buffers meanwhile?",
  why: "One thread stores and calls fsync(). The journal writes the buffers, so that they are clean though PG_dirty is set; what the CPU stores next only the PTE knows. Writeback finds nothing to write in clean buffers, unless the PTE's dirty bit makes them dirty again.",
  mappings: ["hookless-journal"],
  switches: {},
  since: "2.6.19",
  threads: [{ name: "storer", mm: "parent", cpu: 0, program: ["store", "fsync"] }],
  asks: ["no-lost-store", "fsync-durable", "tag-follows-dirty"],
  expects: [
    { violated: "no-lost-store", without: "mkcleanFirst" },
    { violated: "fsync-durable", without: "dirtyWaits" },
  ],
  covers: [],
};

import { scenario } from "./Scenario.ts";

export const journalZap = scenario({
  id: "journal-zap",
  question: "And if the page is thrown away meanwhile?",
  why: "Zap sets PG_dirty though it is set already, and so makes the buffers dirty again that the journal has written. To look first, as who gives a reference back does, would lose the store.",
  mappings: ["hookless-journal"],
  since: "2.6.19",
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store", "madvise_dontneed", "fsync"] },
  ],
  asks: ["no-lost-store", "fsync-durable", "tag-follows-dirty"],
  expects: [
    { violated: "no-lost-store", without: "mkcleanFirst" },
    { violated: "fsync-durable", without: "dirtyWaits" },
  ],
});

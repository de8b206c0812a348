import { scenario } from "./Scenario.ts";

export const msyncThreads = scenario({
  id: "msync-threads",
  question: "And what another thread stores meanwhile?",
  why: "Until 2.6.18 msync() makes the PTE clean, flushes, and sets PG_dirty after that: a store through a translation of before is in the page by then.",
  mappings: ["write-notify"],
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "syncer", mm: "parent", cpu: 1, program: ["msync"] },
  ],
  asks: ["no-lost-store", "fsync-durable"],
  expects: [{ violated: "fsync-durable", with: "mkcleanFirst", without: "dirtyWaits" }],
});

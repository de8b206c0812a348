import type { Scenario } from "./Scenario.ts";

export const msyncMapped: Scenario = {
  id: "msync-mapped",
  question: "And msync(MS_SYNC)?",
  why: "It knows the mapping, so until 2.6.18 it looks for dirty bits in the page table itself. Since then it is fsync(), which relies on write notification.",
  mappings: ["write-notify", "hookless"],
  switches: {},
  threads: [{ name: "thread", mm: "parent", cpu: 0, program: ["load", "store", "msync"] }],
  asks: ["no-lost-store", "fsync-durable", "ptl-excludes", "locks-balanced"],
  expects: [{ violated: "fsync-durable", with: "mkcleanFirst", without: "dirtyWaits" }],
  covers: [],
};

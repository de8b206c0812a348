import { scenario } from "./Scenario.ts";

export const msyncChild = scenario({
  id: "msync-child",
  question: "Does msync() write what another process has stored?",
  why: "The child stores through its own PTE, and the parent calls msync(MS_SYNC). Until 2.6.18 that looks for dirty bits in the parent's page table alone.",
  mappings: ["write-notify", "hookless"],
  threads: [
    { name: "syncer", mm: "parent", cpu: 0, program: ["load", "fork", "msync"] },
    { name: "child", mm: "child", cpu: 1, program: ["store"] },
  ],
  asks: ["no-lost-store", "fsync-durable"],
  expects: [
    { violated: "fsync-durable", without: "writeNotify" },
    { violated: "fsync-durable", with: "mkcleanFirst", without: "dirtyWaits" },
  ],
});

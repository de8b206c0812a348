import { scenario } from "./Scenario.ts";

export const fsyncProcess = scenario({
  id: "fsync-process",
  question: "And if whoever calls fsync() has not stored through that PTE?",
  why: "The system of fsync-threads, but the second thread only calls fsync(), as another process would. The one whose fault is under way has not stored yet: what fsync-threads shows is a matter of the threads of one process.",
  mappings: ["write-notify-late", "hookless"],
  since: "2.6.19",
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "syncer", mm: "parent", cpu: 1, program: ["fsync"] },
  ],
  asks: ["no-lost-store", "fsync-durable"],
  expects: [
    {
      violated: "fsync-durable",
      with: "mkcleanFirst",
      without: "dirtyWaits",
      mappings: ["hookless"],
    },
  ],
});

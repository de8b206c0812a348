import type { Scenario } from "./Scenario.ts";

export const gupWrite: Scenario = {
  id: "gup-write",
  question: "Is a write through a taken reference safe, if it is marked dirty at release?",
  why: "A thread takes a reference for writing, writes through it and marks the page dirty when it gives it back, while another thread stores and zaps and the flusher writes the page.",
  mappings: ["write-notify", "shmem"],
  switches: {},
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["gup_write"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "madvise_dontneed"] },
  ],
  asks: ["write-notify", "no-lost-store", "tag-follows-dirty", "dirty-pte-is-recorded"],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "dirty-pte-is-recorded", without: "mkwriteHoldsLock" },
  ],
  covers: [],
};

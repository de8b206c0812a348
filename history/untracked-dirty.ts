import type { Bug } from "./Bug.ts";

export const untrackedDirty: Bug = {
  id: "untracked-dirty",
  what: "A store through a shared mapping sets the dirty bit of a PTE, and nothing else. fsync() looks for PG_dirty, finds none and returns, while the store is in memory alone; only msync() looks at the page table.",
  scenario: "fsync-mapped",
  mapping: "hookless",
  breaks: "fsync-durable",
  refuted: "2.6.18",
  holds: "2.6.19",
  fix: {
    commit: "d08b3851da41",
    title: "[PATCH] mm: tracking shared dirty pages",
    rule: "writeNotify",
  },
  told: "Peter Zijlstra to LKML, 2006; the commit's text.",
};

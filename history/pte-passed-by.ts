import type { Bug } from "./Bug.ts";

export const ptePassedBy: Bug = {
  id: "pte-passed-by",
  what: "mprotect() takes a dirty PTE away for a moment, under the page-table lock. Writeback looks without the lock, finds none and passes by, and clears PG_dirty. The PTE is back then, still dirty, and nobody hears of what another thread goes on storing.",
  scenario: "mprotect-fsync",
  mapping: "write-notify",
  breaks: "fsync-durable",
  refuted: "2.6.26",
  holds: "2.6.27",
  fix: {
    commit: "479db0bf408e",
    title: "mm: dirty page tracking race fix",
    rule: "mkcleanWaits",
  },
  told: "Nick Piggin, August 2008; the commit's text, which tells it of powerpc64's set_pte_at().",
};

import type { Bug } from "./Bug.ts";

export const mkwriteUnlocked: Bug = {
  id: "mkwrite-unlocked",
  what: "page_mkwrite reserves blocks and returns without the page lock. Writeback uses them up and cleans the page, and then the fault makes the PTE writable: the file system knows nothing of what is stored next.",
  scenario: "mkwrite-race",
  mapping: "write-notify-delalloc",
  breaks: "fs-knows-writable",
  refuted: "2.6.29",
  holds: "2.6.30",
  fix: {
    commit: "b827e496c893",
    title: "mm: close page_mkwrite races",
    rule: "mkwriteHoldsLock",
  },
  told: "The commit's text.",
};

import type { Bug } from "./Bug.ts";

export const lostMmapDirty: Bug = {
  id: "lost-mmap-dirty",
  names: ["the 2.6.19 file corruption"],
  what: "The journal of ext3 has written the page's buffers, so they are clean though PG_dirty is set; then the CPU stores again. Writeback clears PG_dirty, cleans the PTE, forgets that it was dirty, and finds no dirty buffer to write.",
  scenario: "journal-writes",
  mapping: "hookless-journal",
  breaks: "no-lost-store",
  refuted: "2.6.19",
  holds: "2.6.20",
  fix: {
    commit: "7658cc289288",
    title: "VM: Fix nasty and subtle race in shared mmap'ed page writeback",
    rule: "mkcleanFirst",
  },
  told: "rtorrent's and apt's users to LKML, December 2006; the commit's text.",
};

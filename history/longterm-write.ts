import type { Bug } from "./Bug.ts";

export const longtermWrite: Bug = {
  id: "longterm-write",
  what: "A device has a page of a file pinned for writing. Writeback cleans the page and uses up the blocks that were reserved for it; then the device marks the page dirty, and the file system, which was never asked again, has no room for it.",
  scenario: "longterm-write",
  mapping: "write-notify-delalloc",
  breaks: "fs-knows-dirty",
  refuted: "6.4",
  holds: "6.5",
  fix: {
    commit: "8ac268436e6d",
    title: "mm/gup: disallow FOLL_LONGTERM GUP-nonfast writing to file-backed mappings",
    rule: "longtermWriteRefused",
  },
  told: "Jan Kara to linux-mm, January 2018, about pages that become dirty behind the file system's back; the commit's text. Mended by refusal: short pins are still taken.",
};

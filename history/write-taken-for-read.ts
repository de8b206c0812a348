import type { Bug } from "./Bug.ts";

export const writeTakenForRead: Bug = {
  id: "write-taken-for-read",
  what: "A write through get_user_pages() made its copy, and looked the page up as if for reading, although the VMA is writable and the copy as well. If MADV_DONTNEED took the copy away in between, the lookup found the page cache's page, and the write went into the file.",
  scenario: "dirty-cow-writable",
  mapping: "private-file",
  breaks: "private-stores-stay-private",
  refuted: "2.6.28",
  holds: "2.6.29",
  fix: {
    commit: "878b63ac889d",
    title: "mm: gup persist for write permission",
    rule: "dropsWriteIfForced",
  },
  told: "The commit's text.",
};

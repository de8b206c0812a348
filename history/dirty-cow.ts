import type { Bug } from "./Bug.ts";

export const dirtyCow: Bug = {
  id: "dirty-cow",
  names: ["Dirty COW", "CVE-2016-5195"],
  what: "A forced write to a read-only private mapping made its copy, and then looked the page up as if for reading. If MADV_DONTNEED took the copy away in between, the lookup found the page cache's page, and the write went into the file.",
  scenario: "dirty-cow",
  mapping: "private-file-ro",
  breaks: "private-stores-stay-private",
  refuted: "4.8",
  holds: "4.9",
  fix: {
    commit: "19be0eaffa3a",
    title: "mm: remove gup_flags FOLL_WRITE games from __get_user_pages()",
    rule: "follCow",
  },
  told: "The commit's text; CVE-2016-5195. 4.8.3 has the fix too.",
};

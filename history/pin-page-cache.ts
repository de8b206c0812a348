import type { Bug } from "./Bug.ts";

export const pinPageCache: Bug = {
  id: "pin-page-cache",
  what: "A long-term pin for reading of a private file mapping gets the page cache's page. The next store makes a copy, which the driver never sees.",
  scenario: "pin-read",
  mapping: "private-file",
  breaks: "pinned-page-stays",
  refuted: "6.1",
  holds: "6.2",
  fix: {
    commit: "84209e87c696",
    title: "mm/gup: reliable R/O long-term pinning in COW mappings",
    rule: "unsharesAll",
  },
  told: "The commit's text; tools/testing/selftests/mm/cow.c.",
};

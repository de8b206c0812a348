import type { Bug } from "./Bug.ts";

export const pinZeroPage: Bug = {
  id: "pin-zero-page",
  what: "A long-term pin for reading of memory that was never written gets the zero page. The next store puts a page of its own there, and the driver goes on reading zeroes.",
  scenario: "pin-read",
  mapping: "anonymous",
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

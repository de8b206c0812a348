import type { Bug } from "./Bug.ts";

export const pinOfSharedPage: Bug = {
  id: "pin-of-shared-page",
  what: "A pin for reading is of a page that fork has shared. The process's next store makes a copy, and whoever holds the pin goes on with the old page.",
  scenario: "pin-read-short",
  mapping: "anonymous",
  breaks: "pinned-page-stays",
  refuted: "5.18",
  holds: "5.19",
  fix: {
    commit: "6c287605fd56",
    title: "mm: remember exclusively mapped anonymous pages with PG_anon_exclusive",
    rule: "anonExclusive",
  },
  told: "The commits' texts; tools/testing/selftests/mm/cow.c.",
};

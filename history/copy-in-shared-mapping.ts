import type { Bug } from "./Bug.ts";

export const copyInSharedMapping: Bug = {
  id: "copy-in-shared-mapping",
  what: "A forced write to a shared mapping that is read-only copies the page, as if the mapping were private. The process sees what it wrote, and the file and everybody else do not.",
  scenario: "forced-shared",
  mapping: "shared-file-ro",
  breaks: "shared-mapping-has-no-copy",
  refuted: "3.14",
  holds: "3.15",
  fix: {
    commit: "cda540ace6a1",
    title: "mm: get_user_pages(write,force) refuse to COW in shared areas",
    rule: "forcedSharedRefused",
  },
  told: "The commit's text, and the comment in mm/gup.c: check_vma_flags().",
};

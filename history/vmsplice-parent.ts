import type { Bug } from "./Bug.ts";

export const vmspliceParent: Bug = {
  id: "vmsplice-parent",
  what: "The same in the other direction: the parent takes its reference before fork and unmaps the page, and the child's stores go into it. To break COW at the reference, as 5.8 does, is no help, as the page was the parent's own then.",
  scenario: "vmsplice-parent",
  mapping: "anonymous",
  breaks: "gup-reference-is-isolated",
  refuted: "5.8",
  holds: "5.9",
  fix: {
    commit: "09854ba94c6a",
    title: "mm: do_wp_page() simplification",
    rule: "refcountReuse",
  },
  told: "tools/testing/selftests/mm/cow.c: vmsplice() before fork.",
};

import type { Bug } from "./Bug.ts";

export const gupFastFork: Bug = {
  id: "gup-fast-fork",
  what: "A pin that takes no lock comes between fork's look at the pin count and its write-protection of the PTE. Fork shares a page that is pinned, and the parent's next store leaves it.",
  scenario: "gup-fast-fork",
  mapping: "anonymous",
  breaks: "pinned-page-stays",
  refuted: "5.10",
  holds: "5.11",
  fix: {
    commit: "57efa1fe5957",
    title: "mm/gup: prevent gup_fast from racing with COW during fork",
    rule: "writeProtectSeq",
  },
  told: "Linus Torvalds on LKML, 11 March 2009; the commit's text.",
};

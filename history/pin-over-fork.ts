import type { Bug } from "./Bug.ts";

export const pinOverFork: Bug = {
  id: "pin-over-fork",
  what: "A driver has a page pinned for writing when the process forks. The parent's next store makes a copy, and from then on the driver writes into a page that the parent does not see.",
  scenario: "pin-fork",
  mapping: "anonymous",
  breaks: "pinned-page-stays",
  refuted: "5.8",
  holds: "5.9",
  fix: {
    commit: "70e806e4e645",
    title: "mm: Do early cow for pinned pages during fork() for ptes",
    rule: "forkCopiesPinned",
  },
  told: "LKML, March 2009, about O_DIRECT and fork; the commit's text.",
};

import type { Bug } from "./Bug.ts";

export const nestedZap: Bug = {
  id: "nested-zap",
  what: "Two threads zap the same page. The second finds the PTE none, has nothing to flush and returns, while the first has not flushed yet: the page is still to be reached through the TLB after MADV_DONTNEED has returned.",
  scenario: "zap-zap",
  mapping: "shmem",
  breaks: "zap-leaves-no-translation",
  refuted: "4.12",
  holds: "4.13",
  fix: {
    commit: "99baac21e458",
    title: "mm: fix MADV_[FREE|DONTNEED] TLB flush miss problem",
    rule: "nestedFlush",
  },
  told: "The commit's text.",
};

import type { Bug } from "./Bug.ts";

export const nestedZapAnonymous: Bug = {
  id: "nested-zap-anonymous",
  what: "The same of private anonymous memory, where allocators give pages back with MADV_DONTNEED from many threads: one of them has returned, and a CPU still reads and writes the old page, which is about to be freed.",
  scenario: "zap-zap",
  mapping: "anonymous",
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

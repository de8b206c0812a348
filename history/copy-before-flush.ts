import type { Bug } from "./Bug.ts";

export const copyBeforeFlush: Bug = {
  id: "copy-before-flush",
  what: "Copy-on-write mapped the copy and flushed the old translations after it. One thread stored into the copy while a CPU of another one still read the old page, so two threads of one process saw different memory.",
  scenario: "cow-threads",
  mapping: "anonymous",
  breaks: "private-memory-is-own",
  refuted: "2.6.18",
  holds: "2.6.19",
  fix: {
    commit: "4ce072f1faf2",
    title: "mm: fix a race condition under SMC + COW",
    rule: "cowClearsFirst",
  },
  told: "The commit's text, of a CPU that goes on executing the old page.",
};

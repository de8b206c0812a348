import type { Bug } from "./Bug.ts";

export const cowRmapTooEarly: Bug = {
  id: "cow-rmap-too-early",
  what: "Copy-on-write dropped the old page's mapcount before it flushed. Another process found itself the only one to have the page, took it as it was and stored, while a CPU of the first one still read it.",
  scenario: "cow-rmap",
  mapping: "anonymous",
  breaks: "private-memory-is-own",
  refuted: "2.6.25",
  holds: "2.6.26",
  fix: {
    commit: "945754a1754f",
    title: "mm: fix race in COW logic",
    rule: "cowRmapAfterFlush",
  },
  told: "The commit's text, which has the trace on three CPUs.",
};

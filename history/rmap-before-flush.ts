import type { Bug } from "./Bug.ts";

export const rmapBeforeFlush: Bug = {
  id: "rmap-before-flush",
  what: "Zap drops the rmap of a dirty file page before it flushes. Writeback then finds no mapping to clean, clears PG_dirty and writes the page, and a store through a translation that is not yet flushed is in memory alone, where nothing says so.",
  scenario: "zap-race",
  mapping: "write-notify",
  breaks: "no-lost-store",
  refuted: "6.1",
  holds: "6.2",
  fix: {
    commit: "5df397dec7c4",
    title: "mm: delay page_remove_rmap() until after the TLB has been flushed",
    rule: "delayRmap",
  },
  told: "Nadav Amit to LKML, October 2022; the commit's text.",
};

import type { Bug } from "./Bug.ts";

export const clearRefsUnflushed: Bug = {
  id: "clear-refs-unflushed",
  what: "clear_refs makes PTEs read-only and leaves the flush to tlb_finish_mmu(), which flushes what was unmapped: nothing. A CPU goes on storing through a translation of before, and no fault tells of it.",
  scenario: "clear-refs",
  mapping: "anonymous",
  breaks: "stale-translation-awaits-flush",
  refuted: "5.11",
  holds: "5.12",
  fix: {
    commit: "912efa17e512",
    title: "mm: proc: Invalidate TLB after clearing soft-dirty page state",
    rule: "clearRefsFlushes",
  },
  told: "The commit's text, and its series of November 2020 about tlb_gather_mmu().",
};

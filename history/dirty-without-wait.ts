import type { Bug } from "./Bug.ts";

export const dirtyWithoutWait: Bug = {
  id: "dirty-without-wait",
  what: "A write fault makes the PTE writable after writeback has cleaned it, and finds PG_dirty set, which writeback clears a moment later. From then on the CPU stores without a fault into a page that is clean for fsync().",
  scenario: "fsync-mapped",
  mapping: "hookless",
  breaks: "fsync-durable",
  refuted: "2.6.22",
  holds: "2.6.23",
  fix: {
    commit: "79352894b285",
    title: "mm: fix clear_page_dirty_for_io vs fault race",
    rule: "dirtyWaits",
  },
  told: "The commit's text.",
};

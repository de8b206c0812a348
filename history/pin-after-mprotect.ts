import type { Bug } from "./Bug.ts";

export const pinAfterMprotect: Bug = {
  id: "pin-after-mprotect",
  what: "A process made a page read-only and writable again while a driver had it pinned for writing. As the driver's reference counts, the next store made a copy, and what the driver wrote from then on was lost to the process.",
  scenario: "pin-mprotect",
  mapping: "anonymous",
  breaks: "private-memory-is-own",
  refuted: "5.18",
  holds: "5.19",
  fix: {
    commit: "6c287605fd56",
    title: "mm: remember exclusively mapped anonymous pages with PG_anon_exclusive",
    rule: "anonExclusive",
  },
  told: "The commit's text.",
};

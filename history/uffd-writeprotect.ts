import type { Bug } from "./Bug.ts";

export const uffdWriteprotect: Bug = {
  id: "uffd-writeprotect",
  what: "UFFDIO_WRITEPROTECT makes a page read-only and flushes later; another thread takes the protection back. A fault copies the page meanwhile, and a CPU still stores into the old one: its store is lost.",
  scenario: "uffd-writeprotect",
  mapping: "anonymous-uffd-wp",
  breaks: "private-memory-is-own",
  refuted: "5.11",
  holds: "5.12",
  fix: {
    commit: "6ce64428d620",
    title: "mm/userfaultfd: fix memory corruption due to writeprotect",
    rule: "uffdWpFaultFlushes",
  },
  told: "Nadav Amit to LKML, December 2020; the commit's text. 5.10.y has the fix too.",
};

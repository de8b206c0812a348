import type { Bug } from "./Bug.ts";

export const clearRefsPinned: Bug = {
  id: "clear-refs-pinned",
  what: "A write to clear_refs makes a page read-only that a device has pinned. The next store finds another reference to the page and makes a copy, and the device goes on with the old one.",
  scenario: "pin-clear-refs",
  mapping: "anonymous",
  breaks: "pinned-page-stays",
  refuted: "5.10",
  holds: "5.11",
  fix: {
    commit: "9348b73c2e1b",
    title: "mm: don't play games with pinned pages in clear_page_refs",
    rule: "clearRefsSparesPinned",
  },
  told: "The commit's text; LKML, December 2020, about clear_refs and UFFDIO_WRITEPROTECT.",
};

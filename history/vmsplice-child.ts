import type { Bug } from "./Bug.ts";

export const vmspliceChild: Bug = {
  id: "vmsplice-child",
  names: ["CVE-2020-29374"],
  what: "A child takes a reference for reading to a page that it shares with its parent, and unmaps it. The parent then is the only one to map the page, so its next store goes into it, and the child reads it through its reference.",
  scenario: "vmsplice-child",
  mapping: "anonymous",
  breaks: "gup-reference-is-isolated",
  refuted: "5.7",
  holds: "5.8",
  fix: {
    commit: "17839856fd58",
    title: 'gup: document and work around "COW can break either way" issue',
    rule: "forcedCowBreak",
  },
  told: "Jann Horn, May 2020; the commit's text. 5.7.y and older stable trees have the workaround too.",
};

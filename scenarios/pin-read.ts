import type { Scenario } from "./Scenario.ts";

export const pinRead: Scenario = {
  id: "pin-read",
  question: "Does a page that a device only reads stay the page that the process writes?",
  why: "A pin for reading may be taken of a page that fork has shared, of the zero page, or of the page cache. The next store makes a copy, and the device goes on with the old page.",
  mappings: ["anonymous", "private-file"],
  switches: {},
  frames: 6,
  references: 1,
  threads: [
    {
      name: "parent",
      mm: "parent",
      cpu: 0,
      program: ["load", "store", "fork", "pin_read", "put_reference"],
    },
    { name: "child", mm: "child", cpu: 1, program: ["store", "munmap"] },
  ],
  asks: [
    "pinned-page-stays",
    "gup-reference-is-isolated",
    "refcount-covers-users",
    "pins-are-counted",
    "shared-frames-stay-clean",
  ],
  expects: [
    { violated: "pinned-page-stays", without: "unsharesAll" },
    { violated: "gup-reference-is-isolated", without: "refcountReuse" },
  ],
  covers: [],
};

import type { Scenario } from "./Scenario.ts";

export const pinFork: Scenario = {
  id: "pin-fork",
  question: "Does a page that a device writes stay with the parent at fork?",
  why: "The parent pins its page for writing and forks; parent, child and device all store. The page must stay the parent's, or the device writes where the parent no longer looks.",
  mappings: ["anonymous"],
  switches: {},
  frames: 6,
  references: 1,
  threads: [
    {
      name: "parent",
      mm: "parent",
      cpu: 0,
      program: ["load", "store", "fork", "pin_write", "write_pinned", "put_reference"],
    },
    { name: "child", mm: "child", cpu: 1, program: ["load", "store", "munmap"] },
  ],
  asks: [
    "private-memory-is-own",
    "pinned-page-stays",
    "gup-reference-is-isolated",
    "refcount-covers-users",
    "pins-are-counted",
  ],
  expects: [
    { violated: "private-memory-is-own", without: "forkCopiesPinned" },
    { violated: "pinned-page-stays", without: "forkCopiesPinned" },
    { violated: "gup-reference-is-isolated", without: "refcountReuse" },
  ],
  covers: [],
};

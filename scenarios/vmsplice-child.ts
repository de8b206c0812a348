import type { Scenario } from "./Scenario.ts";

export const vmspliceChild: Scenario = {
  id: "vmsplice-child",
  question: "Can the child read what the parent stores after fork, through a reference?",
  why: "The child takes a reference with vmsplice() and unmaps the page. If that makes the parent the only one who has it mapped, does its next store go into the page that the child still reads?",
  mappings: ["anonymous"],
  switches: {},
  frames: 5,
  references: 1,
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["store", "fork"] },
    { name: "child", mm: "child", cpu: 1, program: ["vmsplice", "put_reference", "munmap"] },
  ],
  asks: ["gup-reference-is-isolated", "refcount-covers-users", "free-frame-is-unreachable"],
  expects: [
    { violated: "gup-reference-is-isolated", without: "refcountReuse", unless: "forcedCowBreak" },
  ],
  covers: [],
};

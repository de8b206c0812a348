import type { Scenario } from "./Scenario.ts";

export const vmspliceParent: Scenario = {
  id: "vmsplice-parent",
  question: "And the parent what the child stores, the other way round?",
  why: "The parent takes the reference, before fork or after it, and unmaps the page; the child stores. A forced copy at the time of the reference would not help if that came before fork.",
  mappings: ["anonymous"],
  switches: {},
  frames: 6,
  references: 1,
  threads: [
    {
      name: "parent",
      mm: "parent",
      cpu: 0,
      program: ["store", "fork", "vmsplice", "put_reference", "munmap"],
    },
    { name: "child", mm: "child", cpu: 1, program: ["store", "munmap"] },
  ],
  asks: ["gup-reference-is-isolated", "refcount-covers-users", "free-frame-is-unreachable"],
  expects: [{ violated: "gup-reference-is-isolated", without: "refcountReuse" }],
  covers: [],
};

import type { Scenario } from "./Scenario.ts";

export const gupFastFork: Scenario = {
  id: "gup-fast-fork",
  question: "Does a pin that is taken without any lock hold against a fork at the same time?",
  why: "gup_fast sees the PTE writable while fork, which found no pin, is about to share the page. What it reads again has not changed yet.",
  mappings: ["anonymous"],
  switches: {},
  frames: 5,
  references: 1,
  threads: [
    { name: "pinner", mm: "parent", cpu: 0, program: ["pin_write_fast", "put_reference"] },
    { name: "forker", mm: "parent", cpu: 1, program: ["store", "fork"] },
  ],
  asks: [
    "pinned-page-stays",
    "refcount-covers-users",
    "pins-are-counted",
    "free-frame-is-unreachable",
  ],
  expects: [{ violated: "pinned-page-stays", without: "writeProtectSeq" }],
  covers: [],
};

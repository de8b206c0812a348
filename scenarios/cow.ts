import type { Scenario } from "./Scenario.ts";

export const cow: Scenario = {
  id: "cow",
  question: "What do parent and child see of each other's stores after fork?",
  why: "Both load and store a private page, over and over, and the child is forked again when it has unmapped it. Whoever stores first makes a copy, unless nobody else has the page.",
  mappings: ["anonymous", "private-file"],
  switches: {},
  frames: 5,
  threads: [
    {
      name: "parent",
      mm: "parent",
      cpu: 0,
      program: ["load", "store", "fork"],
    },
    { name: "child", mm: "child", cpu: 1, program: ["load", "store", "munmap"] },
  ],
  asks: [
    "private-memory-is-own",
    "private-stores-stay-private",
    "anon-writable-is-exclusive",
    "exclusive-is-unshared",
    "refcount-covers-users",
    "refcount-balances",
    "shared-frames-stay-clean",
    "free-frame-is-unreachable",
    "mapcount-is-present-ptes",
    "stale-translation-awaits-flush",
  ],
  expects: [{ violated: "mapcount-is-present-ptes", without: "cowRmapAfterFlush" }],
  covers: [],
};

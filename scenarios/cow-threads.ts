import type { Scenario } from "./Scenario.ts";

export const cowThreads: Scenario = {
  id: "cow-threads",
  question: "And where two threads of the parent store at the same time?",
  why: "Both may fault on the page that fork left read-only, and one of them makes its copy while the other still has a translation of the old page.",
  mappings: ["anonymous"],
  switches: {},
  frames: 5,
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["store", "fork"] },
    { name: "thread", mm: "parent", cpu: 1, program: ["load", "store"] },
    { name: "child", mm: "child", cpu: 2, program: ["load", "munmap"] },
  ],
  asks: [
    "private-memory-is-own",
    "anon-writable-is-exclusive",
    "exclusive-is-unshared",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
  expects: [{ violated: "private-memory-is-own", without: "cowClearsFirst" }],
  covers: [],
};

import type { Scenario } from "./Scenario.ts";

export const cowRmap: Scenario = {
  id: "cow-rmap",
  question: "May the child store into the page while a CPU of the parent still reads it?",
  why: "The parent makes its copy of a page that the child has too. The child's store needs none as soon as it finds itself alone, and another thread of the parent may still have the old translation.",
  mappings: ["anonymous"],
  switches: {},
  frames: 5,
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["store", "fork"] },
    { name: "reader", mm: "parent", cpu: 1, program: ["load"] },
    { name: "child", mm: "child", cpu: 2, program: ["store"] },
  ],
  asks: ["private-memory-is-own", "refcount-covers-users", "free-frame-is-unreachable"],
  expects: [{ violated: "private-memory-is-own", without: "cowRmapAfterFlush" }],
  covers: [],
};

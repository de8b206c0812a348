import type { Scenario } from "./Scenario.ts";

export const unmapReference: Scenario = {
  id: "unmap-reference",
  question: "What of a reference when another thread unmaps the page?",
  why: "The page stays until the reference is given back, and nobody else gets its frame meanwhile. GUP and /proc/self/mem may find that the VMA is gone.",
  mappings: ["anonymous", "private-file"],
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    {
      name: "user",
      mm: "parent",
      cpu: 0,
      program: [
        "vmsplice",
        "pin_write",
        "pin_write_fast",
        "write_pinned",
        "put_reference",
        "proc_mem_write",
      ],
    },
    { name: "unmapper", mm: "parent", cpu: 1, program: ["store", "munmap"] },
  ],
  asks: [
    "gup-reference-is-isolated",
    "pinned-page-stays",
    "private-stores-stay-private",
    "refcount-covers-users",
    "pins-are-counted",
    "refcount-balances",
    "free-frame-is-unreachable",
    "mapcount-is-present-ptes",
  ],
  expects: [
    {
      violated: "mapcount-is-present-ptes",
      without: "cowRmapAfterFlush",
      mappings: ["private-file"],
    },
  ],
  covers: [],
};

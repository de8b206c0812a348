import { rules } from "../model/kernels/index.ts";
import { scenario } from "./Scenario.ts";

export const pinReadFast = scenario({
  id: "pin-read-fast",
  question: "And if direct I/O takes its pin without any lock?",
  why: "gup_fast takes what a PTE maps for reading, while fork is about to share the page. It looks at PageAnonExclusive when it has the reference, and at write_protect_seq; the zero page it leaves to the slow way.",
  mappings: ["anonymous"],
  since: rules.pinCount.since,
  frames: 5,
  references: 1,
  threads: [
    { name: "pinner", mm: "parent", cpu: 0, program: ["pin_read_fast", "put_reference"] },
    { name: "forker", mm: "parent", cpu: 1, program: ["store", "fork"] },
  ],
  asks: [
    "pinned-page-stays",
    "gup-reference-is-isolated",
    "pins-are-counted",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
  expects: [{ violated: "pinned-page-stays", without: "anonExclusive" }],
});

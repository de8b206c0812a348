import { rules } from "../model/kernels/index.ts";
import { scenario } from "./Scenario.ts";

export const pinReadThreads = scenario({
  id: "pin-read-threads",
  question: "And if another thread stores while the pin is taken?",
  why: "The zero page or the page cache's page is mapped, and a long-term pin for reading asks for a page of the process's own first, while a store makes one too. Whichever comes first, the pin must be of the page that stays.",
  mappings: ["anonymous", "private-file"],
  since: rules.pinCount.since,
  frames: 5,
  references: 1,
  threads: [
    { name: "pinner", mm: "parent", cpu: 0, program: ["pin_read", "put_reference"] },
    { name: "storer", mm: "parent", cpu: 1, program: ["load", "store"] },
  ],
  asks: [
    "pinned-page-stays",
    "private-memory-is-own",
    "anon-writable-is-exclusive",
    "pins-are-counted",
  ],
  expects: [{ violated: "pinned-page-stays", without: "unsharesAll", unless: "forcedCowBreak" }],
});

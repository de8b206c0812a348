import { rules } from "../model/kernels/index.ts";
import type { Scenario } from "./Scenario.ts";

export const pinReadShort: Scenario = {
  id: "pin-read-short",
  question: "Does a page that fork has shared stay the parent's while direct I/O reads it?",
  why: "The pin is of a page that the child has too, so the parent's next store makes a copy. Of the zero page and the page cache nobody promises that they stay for a short pin.",
  mappings: ["anonymous", "private-file"],
  since: rules.pinCount.since,
  switches: {},
  frames: 6,
  references: 1,
  threads: [
    {
      name: "parent",
      mm: "parent",
      cpu: 0,
      program: ["store", "fork", "pin_read_short", "put_reference"],
    },
    { name: "child", mm: "child", cpu: 1, program: ["munmap"] },
  ],
  asks: ["pinned-page-stays", "refcount-covers-users"],
  expects: [{ violated: "pinned-page-stays", without: "anonExclusive" }],
  covers: [],
};

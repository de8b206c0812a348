import { rules } from "../model/kernels/index.ts";
import type { Scenario } from "./Scenario.ts";

export const pinClearRefs: Scenario = {
  id: "pin-clear-refs",
  question:
    "Does a pinned page stay the process's when the kernel forgets which pages were written?",
  why: "A write to clear_refs makes the page read-only, and the next store faults. Nobody else has the page, but the device has a reference: who counts those makes a copy.",
  mappings: ["anonymous"],
  since: rules.pinCount.since,
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    {
      name: "process",
      mm: "parent",
      cpu: 0,
      program: ["load", "store", "clear_refs", "pin_write", "write_pinned", "put_reference"],
    },
    { name: "unmapper", mm: "parent", cpu: 1, program: ["munmap"] },
  ],
  asks: ["pinned-page-stays", "refcount-covers-users"],
  expects: [
    { violated: "pinned-page-stays", with: "refcountReuse", without: "clearRefsSparesPinned" },
  ],
  covers: [],
};

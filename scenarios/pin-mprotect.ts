import { rules } from "../model/kernels/index.ts";
import type { Scenario } from "./Scenario.ts";

export const pinMprotect: Scenario = {
  id: "pin-mprotect",
  question:
    "Does a page that a device writes stay the process's when it was read-only for a moment?",
  why: "The process pins its page, makes it read-only and writable again, and stores. Nobody else has the page, but the device has a reference: who counts those makes a copy.",
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
      program: ["load", "store", "mprotect", "pin_write", "write_pinned", "put_reference"],
    },
    { name: "unmapper", mm: "parent", cpu: 1, program: ["munmap"] },
  ],
  asks: ["pinned-page-stays", "private-memory-is-own", "refcount-covers-users"],
  expects: [
    { violated: "pinned-page-stays", with: "refcountReuse", without: "anonExclusive" },
    { violated: "private-memory-is-own", with: "refcountReuse", without: "anonExclusive" },
  ],
  covers: [],
};

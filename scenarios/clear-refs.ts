import type { Scenario } from "./Scenario.ts";

export const clearRefs: Scenario = {
  id: "clear-refs",
  question: "Is a store lost while the kernel forgets which pages were written?",
  why: "A write to clear_refs makes the page read-only. One thread, whose reference makes its next store copy the page, and another one that may store through a translation of before.",
  mappings: ["anonymous"],
  since: "3.11",
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    { name: "clearer", mm: "parent", cpu: 0, program: ["clear_refs"] },
    { name: "copier", mm: "parent", cpu: 1, program: ["vmsplice", "store"] },
    { name: "storer", mm: "parent", cpu: 2, program: ["load", "store"] },
  ],
  asks: ["private-memory-is-own", "stale-translation-awaits-flush", "refcount-covers-users"],
  expects: [
    {
      violated: "private-memory-is-own",
      with: "refcountReuse",
      without: "clearRefsLocksWrite",
    },
    { violated: "private-memory-is-own", with: "refcountReuse", without: "clearRefsFlushes" },
    {
      violated: "stale-translation-awaits-flush",
      with: "clearRefsGathers",
      without: "clearRefsFlushes",
    },
  ],
  covers: [],
};

import { scenario } from "./Scenario.ts";

export const forcedClearRefs = scenario({
  id: "forced-clear-refs",
  question:
    "Does what a debugger writes reach the process while the kernel forgets which pages were written?",
  why: "The kernel writes through a reference of its own, under the mmap_lock for reading. A clear_refs that takes it for reading too makes the page read-only, and a thread's store then copies the page away from under that reference.",
  mappings: ["anonymous"],
  since: "3.11",
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["proc_mem_write"] },
    { name: "process", mm: "parent", cpu: 1, program: ["load", "store", "clear_refs"] },
  ],
  asks: ["private-memory-is-own", "refcount-covers-users"],
  expects: [
    { violated: "private-memory-is-own", with: "refcountReuse", without: "clearRefsLocksWrite" },
  ],
});

import type { Scenario } from "./Scenario.ts";

export const dirtyCow: Scenario = {
  id: "dirty-cow",
  question: "Can a forced write reach a file that one may only read?",
  why: "A write to /proc/self/mem makes a private copy of the page first, which stays read-only. Another thread throws the copy away between the fault and the next lookup.",
  mappings: ["private-file-ro"],
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["load", "proc_mem_write"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "madvise_dontneed"] },
  ],
  asks: [
    "private-stores-stay-private",
    "private-memory-is-own",
    "refcount-covers-users",
    "refcount-balances",
    "shared-frames-stay-clean",
    "writable-needs-vm-write",
    "free-frame-is-unreachable",
  ],
  expects: [{ violated: "private-stores-stay-private", with: "dontneedReads", without: "follCow" }],
  covers: [],
};

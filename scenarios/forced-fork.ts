import { scenario } from "./Scenario.ts";

export const forcedFork = scenario({
  id: "forced-fork",
  question: "Does the child see what a debugger writes into the parent after fork?",
  why: "The first forced write has made a copy that is read-only and dirty, and fork shares it as it is. The second one must not take dirty for its own.",
  mappings: ["private-file-ro"],
  frames: 5,
  references: 1,
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["load", "proc_mem_write", "fork"] },
    { name: "child", mm: "child", cpu: 1, program: ["load", "munmap"] },
  ],
  asks: [
    "private-memory-is-own",
    "private-stores-stay-private",
    "exclusive-is-unshared",
    "refcount-balances",
  ],
});

import { scenario } from "./Scenario.ts";

export const forkDontneed = scenario({
  id: "fork-dontneed",
  question: "What does the child find where a thread throws the page away while fork is under way?",
  why: "Fork holds the mmap_lock for writing. Since 6.17 MADV_DONTNEED asks for the VMA's lock only, so it may begin after fork has; the child may then have the page of before, or what was never written.",
  mappings: ["anonymous"],
  frames: 5,
  threads: [
    { name: "forker", mm: "parent", cpu: 0, program: ["fork"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "store", "madvise_dontneed"] },
    { name: "child", mm: "child", cpu: 0, program: ["load"] },
  ],
  asks: [
    "private-memory-is-own",
    "mmap-lock-excludes",
    "vma-lock-excludes",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
});

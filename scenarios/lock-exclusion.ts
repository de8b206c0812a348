import { some } from "../model/language/index.ts";
import { dup_mmap } from "../model/operations/index.ts";
import type { Scenario } from "./Scenario.ts";

export const lockExclusion: Scenario = {
  id: "lock-exclusion",
  question: "Do fork, fault, munmap and writeback keep out of each other's way?",
  why: "One thread forks while another one faults, the child unmaps, and the flusher walks the i_mmap tree. Each relies on a lock that another one must respect.",
  mappings: ["write-notify"],
  since: "2.6.19",
  switches: { copySharedPtes: true },
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "forker", mm: "parent", cpu: 1, program: ["fork"] },
    { name: "child", mm: "child", cpu: 1, program: ["munmap"] },
  ],
  asks: [
    "mmap-lock-excludes",
    "ptl-excludes",
    "i-mmap-excludes",
    "rmap-finds-ptes",
    "munmap-leaves-nothing",
    "locks-balanced",
  ],
  expects: [],
  covers: [
    {
      id: "fork-waits-for-rmap",
      what: "fork is about to link the child's VMA while rmap walks the tree",
      expected: "reached",
      reached: ({ s, actors }) =>
        s.i_mmap_reader !== null &&
        some(actors, (actor) => actor.at(dup_mmap, "vma_interval_tree_insert_after")),
    },
  ],
};

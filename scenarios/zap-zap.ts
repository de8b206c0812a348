import { some } from "../model/language/index.ts";
import type { Scenario } from "./Scenario.ts";

export const zapZap: Scenario = {
  id: "zap-zap",
  question: "When a zap has returned, can a CPU still use what it found unmapped?",
  why: "Two threads zap the same page. The second may find the entry that the first has cleared and not flushed yet: it has nothing of its own to flush, and must flush all the same (since 4.13).",
  mappings: ["write-notify", "shmem", "anonymous"],
  since: "2.6.22",
  switches: {},
  threads: [
    { name: "zapper", mm: "parent", cpu: 0, program: ["load", "madvise_dontneed"] },
    { name: "second", mm: "parent", cpu: 1, program: ["store", "madvise_dontneed"] },
  ],
  asks: [
    "no-lost-store",
    "zap-leaves-no-translation",
    "locks-balanced",
    "ptl-excludes",
    "mapcount-is-present-ptes",
    "tag-follows-dirty",
  ],
  expects: [
    { violated: "no-lost-store", without: "delayRmap", mappings: ["write-notify"] },
    { violated: "zap-leaves-no-translation", without: "nestedFlush" },
  ],
  covers: [
    {
      id: "zaps-overlap",
      what: "two zaps of one mm overlap",
      expected: "reached",
      reached: ({ s }) => some(s.mm, ({ tlb_flush_pending }) => tlb_flush_pending === 2),
    },
  ],
};

import { count } from "../model/language/index.ts";
import type { Scenario } from "./Scenario.ts";

export const fsyncTwo: Scenario = {
  id: "fsync-two",
  question: "And if two threads call fsync() at the same time?",
  why: "One thread stores and two call fsync(), each of which may find the work done or under way by the other. Each made a promise of its own.",
  mappings: ["write-notify"],
  since: "2.6.19",
  switches: {},
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "syncer", mm: "parent", cpu: 1, program: ["fsync"] },
    { name: "second", mm: "parent", cpu: 1, program: ["fsync"] },
  ],
  asks: [
    "write-notify",
    "no-lost-store",
    "fsync-durable",
    "mkclean-complete",
    "tag-follows-dirty",
    "writeback-is-io",
  ],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "mkclean-complete", without: "mkwriteHoldsLock" },
    { violated: "fsync-durable", with: "mkcleanFirst", without: "dirtyWaits" },
  ],
  covers: [
    {
      id: "fsyncs-overlap",
      what: "two fsync() run at the same time",
      expected: "reached",
      reached: ({ s }) => count(s.syncing, (runs) => runs) === 2,
    },
  ],
};

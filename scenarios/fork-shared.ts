import { some } from "../model/language/index.ts";
import { dup_mmap } from "../model/operations/index.ts";
import type { Scenario } from "./Scenario.ts";

/** fork copies a shared PTE: the branch of copy_present_pte() that the mail is about. */
export const copiesSharedPte: Scenario["covers"][number]["reached"] = ({ s, actors }) =>
  some(actors, (actor) => actor.at(dup_mmap, "copy_present_pte")) &&
  some(s.mm, ({ pte }) => some(pte, (entry) => entry.kind === "present" && entry.write));

export const forkShared: Scenario = {
  id: "fork-shared",
  question: "Does fork reach the branch of the mail for an ordinary shared mapping?",
  why: "Parent and child load, store, fork and unmap one shared page while the flusher writes it. The VMA is an ordinary one, so fork leaves its PTEs to later faults.",
  mappings: ["write-notify", "shmem"],
  switches: {},
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["load", "store", "fork"] },
    { name: "child", mm: "child", cpu: 1, program: ["load", "store", "munmap"] },
  ],
  asks: [
    "writable-implies-dirty",
    "writable-implies-dirty-somewhere",
    "write-notify",
    "no-lost-store",
    "mkclean-complete",
    "fork-keeps-dirty",
    "mapcount-is-present-ptes",
    "dirty-pte-is-recorded",
  ],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "dirty-pte-is-recorded", without: "mkwriteHoldsLock" },
    { violated: "writable-implies-dirty", without: "writeNotify", mappings: ["write-notify"] },
    {
      violated: "writable-implies-dirty-somewhere",
      without: "writeNotify",
      mappings: ["write-notify"],
    },

    { violated: "writable-implies-dirty", mappings: ["shmem"] },
    { violated: "mkclean-complete", mappings: ["write-notify"], without: "delayRmap" },
    { violated: "writable-implies-dirty-somewhere", mappings: ["shmem"] },
  ],
  covers: [
    {
      id: "fork-copies-writable-pte",
      what: "fork copies a writable PTE of a shared mapping",
      expected: "never",
      reached: copiesSharedPte,
    },
  ],
};

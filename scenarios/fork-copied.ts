import { copiesSharedPte, forkShared } from "./fork-shared.ts";
import type { Scenario } from "./Scenario.ts";

export const forkCopied: Scenario = {
  ...forkShared,
  id: "fork-copied",
  question: "Where fork does copy shared PTEs, may the child's be writable but clean?",
  why: "The system of fork-shared, in a VMA whose PTEs fork must copy (VM_PFNMAP, VM_MIXEDMAP). The copy keeps write and drops dirty.",
  switches: { copySharedPtes: true },
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "dirty-pte-is-recorded", without: "mkwriteHoldsLock" },
    {
      violated: "writable-implies-dirty-somewhere",
      without: "mkcleanFirst",
      mappings: ["write-notify"],
    },
    { violated: "writable-implies-dirty" },
    { violated: "mkclean-complete", mappings: ["write-notify"], without: "delayRmap" },
    { violated: "writable-implies-dirty-somewhere", mappings: ["shmem"] },
  ],
  covers: [
    {
      id: "fork-copies-writable-pte",
      what: "fork copies a writable PTE of a shared mapping",
      expected: "reached",
      reached: copiesSharedPte,
    },
  ],
};

import type { Scenario } from "./Scenario.ts";

export const forcedShared: Scenario = {
  id: "forced-shared",
  question: "Does a forced write to a shared mapping reach the file, or a copy that nobody sees?",
  why: "A debugger writes through /proc/self/mem into a shared mapping that is read-only. The page must not become a private copy in a shared mapping.",
  mappings: ["shared-file-ro"],
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["load", "proc_mem_write"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "madvise_dontneed"] },
  ],
  asks: ["shared-mapping-has-no-copy", "zap-leaves-no-translation"],
  expects: [{ violated: "shared-mapping-has-no-copy", without: "forcedSharedRefused" }],
  covers: [],
};

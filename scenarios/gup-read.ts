import { scenario } from "./Scenario.ts";

export const gupRead = scenario({
  id: "gup-read",
  question: "Does it make a copy of a page only to look at it?",
  why: "Nobody stores: one thread loads, and takes references for reading as ptrace or vmsplice() do; another one throws away what is mapped. What both map is the zero page or the page cache's page, and stays so.",
  mappings: ["anonymous", "private-file"],
  frames: 4,
  references: 1,
  threads: [
    { name: "reader", mm: "parent", cpu: 0, program: ["load", "vmsplice", "put_reference"] },
    { name: "zapper", mm: "parent", cpu: 1, program: ["madvise_dontneed"] },
  ],
  asks: ["reads-make-no-copy"],
  expects: [
    { violated: "reads-make-no-copy", with: "forcedCowBreak" },
    { violated: "reads-make-no-copy", with: "readFaultAllocates", mappings: ["anonymous"] },
  ],
});

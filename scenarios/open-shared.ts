import { type Scenario, scenario } from "./Scenario.ts";

/** All that a process may do with a shared mapping. */
const everything = [
  "load",
  "store",
  "madvise_dontneed",
  "munmap",
  "fsync",
  "gup_write",
  "madvise_populate_read",
  "madvise_populate_write",
] as const;

const common = [
  "no-lost-store",
  "fsync-durable",
  "mkclean-complete",
  "write-notify",
  "dirty-pte-is-recorded",
  "writeback-is-io",
  "tag-follows-dirty",
  "unmapped-has-no-writable-tlb",
  "zap-leaves-no-translation",
  "stale-translation-awaits-flush",
  "mapcount-is-present-ptes",
  "rmap-finds-ptes",
  "munmap-leaves-nothing",
  "ptl-excludes",
];

const files = ["write-notify", "write-notify-late"] as const;

const stale: Scenario["expects"] = [
  { violated: "mkclean-complete", mappings: files, without: "delayRmap" },
  { violated: "unmapped-has-no-writable-tlb", without: "delayRmap" },
];

export const openShared = scenario({
  id: "open-shared",
  question: "Parent and child do anything, in any order: what of a shared mapping holds?",
  why: "No question but all of them at once. What holds here holds in every system of two processes with one thread each.",
  isOpen: true,
  mappings: [...files, "shmem", "shmem-uffd-wp"],
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: [...everything, "fork"] },
    { name: "child", mm: "child", cpu: 1, program: everything },
  ],
  asks: [...common, "fork-keeps-dirty"],
  // To lose a store takes two threads of one process: one stores while the other one zaps.
  expects: stale,
});

export const openSharedThreads = scenario({
  ...openShared,
  id: "open-shared-threads",
  question: "Two threads of one process do anything, in any order: what of a shared mapping holds?",
  why: "As open-shared, with one page table and two TLBs. There is no fork, as that asks for a third thread.",
  threads: ["one", "other"].map((name, cpu) => {
    return { name, mm: "parent", cpu, program: everything } as const;
  }),
  asks: common,
  expects: [
    ...stale,
    { violated: "no-lost-store", mappings: files, without: "delayRmap" },
    { violated: "fsync-durable", mappings: ["write-notify"], without: "delayRmap" },
    { violated: "fsync-durable", mappings: ["write-notify-late"] },
  ],
});

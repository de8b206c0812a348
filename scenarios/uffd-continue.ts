import type { Scenario } from "./Scenario.ts";

export const uffdContinue: Scenario = {
  id: "uffd-continue",
  question: "Can a forced write take the page cache's page for the copy that it made?",
  why: "A write to /proc/self/mem makes a private copy. Another thread throws it away and maps the page cache's page with UFFDIO_CONTINUE, dirty, as only the copy was thought to be.",
  mappings: ["private-file-ro"],
  since: "5.14",
  switches: {},
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["proc_mem_write", "munmap"] },
    {
      name: "zapper",
      mm: "parent",
      cpu: 1,
      program: ["madvise_dontneed", "uffd_continue"],
    },
  ],
  asks: [
    "private-stores-stay-private",
    "shared-frames-stay-clean",
    "writable-needs-vm-write",
    "refcount-covers-users",
    "free-frame-is-unreachable",
  ],
  expects: [
    {
      violated: "private-stores-stay-private",
      with: "uffdContinueDirties",
      without: "exclusiveForcedWrite",
    },
    { violated: "shared-frames-stay-clean", with: "uffdContinueDirties" },
  ],
  covers: [],
};

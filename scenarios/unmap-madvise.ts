import { rules } from "../model/kernels/index.ts";
import type { Scenario } from "./Scenario.ts";

export const unmapMadvise: Scenario = {
  id: "unmap-madvise",
  question: "And if the other one asks the kernel to populate, zap or unmap it?",
  why: "Each of these looks for the VMA under the mmap_lock and may find that munmap() was faster. A store by the one who unmaps may be what populate finds.",
  mappings: ["write-notify", "shmem", "shmem-uffd-wp"],
  since: rules.madvPopulate.since,
  switches: {},
  threads: [
    {
      name: "caller",
      mm: "parent",
      cpu: 0,
      program: ["madvise_populate_read", "madvise_populate_write", "madvise_dontneed", "munmap"],
    },
    { name: "unmapper", mm: "parent", cpu: 1, program: ["store", "munmap"] },
  ],
  asks: [
    "write-notify",
    "no-lost-store",
    "unmapped-has-no-writable-tlb",
    "zap-leaves-no-translation",
    "mapcount-is-present-ptes",
    "rmap-finds-ptes",
    "munmap-leaves-nothing",
    "locks-balanced",
  ],
  expects: [
    { violated: "unmapped-has-no-writable-tlb", without: "delayRmap" },
    { violated: "no-lost-store", without: "delayRmap", mappings: ["write-notify"] },
  ],
  covers: [],
};

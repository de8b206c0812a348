import type { Scenario } from "./Scenario.ts";

export const unmapAccess: Scenario = {
  id: "unmap-access",
  question: "What if a thread unmaps the page that another one accesses?",
  why: "A fault or get_user_pages() may find that the VMA is gone, and a store may go through a translation that munmap() has yet to flush. fsync() needs the file only, so it still works when nothing is mapped.",
  mappings: ["write-notify", "shmem"],
  switches: {},
  threads: [
    { name: "accessor", mm: "parent", cpu: 0, program: ["load", "store", "gup_write"] },
    { name: "unmapper", mm: "parent", cpu: 1, program: ["munmap", "fsync"] },
  ],
  asks: [
    "write-notify",
    "no-lost-store",
    "fsync-durable",
    "mkclean-complete",
    "unmapped-has-no-writable-tlb",
    "zap-leaves-no-translation",
    "mapcount-is-present-ptes",
    "rmap-finds-ptes",
    "munmap-leaves-nothing",
    "tag-follows-dirty",
    "locks-balanced",
    "stale-translation-awaits-flush",
  ],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },

    { violated: "unmapped-has-no-writable-tlb", without: "delayRmap" },
    { violated: "no-lost-store", without: "delayRmap", mappings: ["write-notify"] },
    { violated: "fsync-durable", without: "delayRmap", mappings: ["write-notify"] },
    { violated: "mkclean-complete", without: "delayRmap", mappings: ["write-notify"] },
  ],
  covers: [],
};

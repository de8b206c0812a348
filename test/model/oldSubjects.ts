import { type Subject, select } from "../../checks/index.ts";
import { sharedMappings } from "../../model/mappings/index.ts";

/** Systems of other kernels, for steps and branches that no default kernel has. */
export const oldSubjects: readonly Subject[] = [
  // Shared files, as they were before 2.6.30.
  ...select({
    kernels: ["2.6.18", "2.6.19", "2.6.22", "2.6.23"],
    mappings: sharedMappings,
    scenarios: [
      ...["fsync-mapped", "msync-mapped", "fsync-threads", "journal-writes"],
      ...["zap-race", "zap-zap", "unmap-access", "gup-write", "populate"],
    ],
  }),
  // Copy-on-write as it was before 2.6.26, and before 2.6.19.
  ...select({ kernels: ["2.6.18", "2.6.25"], scenarios: ["cow-rmap"] }),
  // MADV_DONTNEED under the VMA's lock.
  ...select({ kernels: ["6.18"], mappings: ["anonymous"], scenarios: ["dontneed-race"] }),
];

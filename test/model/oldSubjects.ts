import { type Subject, select } from "../../checks/index.ts";
import { sharedMappings } from "../../model/mappings/index.ts";

/** Systems of old kernels, for steps and branches that no default kernel has. */
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
];

import type { Proposal } from "../Proposal.ts";
import { asBefore } from "./asBefore.ts";
import { brokenCounts } from "./brokenCounts.ts";
import { brokenVariants as sharedMemoryVariants } from "./brokenVariants.ts";
import { privateMemoryVariants } from "./privateMemoryVariants.ts";

export { proposals } from "./proposals.ts";

/** Models broken on purpose: each shows that some invariant can fail. */
export const brokenVariants: readonly Proposal[] = [
  ...sharedMemoryVariants,
  ...privateMemoryVariants,
  ...brokenCounts,
  ...asBefore,
];

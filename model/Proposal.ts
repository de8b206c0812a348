import type { Change } from "./language/index.ts";
import type { Switches } from "./Switches.ts";

/** A change to the semantics, to be checked before it is made: switches flipped, steps changed. */
export interface Proposal {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly switches?: Partial<Switches>;
  readonly changes?: readonly Change[];
}

/** A proposal as it is given; writing it so lets an editor say what fits. */
export function proposal(written: Proposal): Proposal {
  return written;
}

import type { Switches } from "./kernels.ts";
import type { Replacement } from "./language/index.ts";

/** A change to the semantics, to be checked before it is made: switches flipped, steps replaced. */
export interface Proposal {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly switches?: Partial<Switches>;
  readonly replacements?: readonly Replacement[];
}

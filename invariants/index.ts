import { forkKeepsDirty } from "./fork-keeps-dirty.ts";
import { fsyncDurable } from "./fsync-durable.ts";
import type { Invariant } from "./Invariant.ts";
import { mkcleanComplete } from "./mkclean-complete.ts";
import { noLostStore } from "./no-lost-store.ts";
import { populateWriteDirties } from "./populate-write-dirties.ts";
import { unmappedHasNoWritableTlb } from "./unmapped-has-no-writable-tlb.ts";
import { writableImpliesDirty } from "./writable-implies-dirty.ts";
import { writableImpliesDirtySomewhere } from "./writable-implies-dirty-somewhere.ts";
import { writeNotify } from "./write-notify.ts";

export type { Invariant } from "./Invariant.ts";
export { someDirtyPte, someoneAt } from "./questions.ts";

/** All laws, in the order in which they are listed and documented. */
export const invariants: readonly Invariant[] = [
  writableImpliesDirty,
  writableImpliesDirtySomewhere,
  writeNotify,
  noLostStore,
  fsyncDurable,
  mkcleanComplete,
  forkKeepsDirty,
  unmappedHasNoWritableTlb,
  populateWriteDirties,
];

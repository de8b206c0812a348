import { LanguageError } from "./LanguageError.ts";

/** The step cannot happen now: a lock is taken, a page is under writeback, nothing to do. */
export const blocked = Symbol("blocked");
export type Blocked = typeof blocked;

/** Here the step waits: it cannot happen while `condition` is false. */
export function waitUntil(condition: boolean): asserts condition {
  if (!condition) throw blocked;
}

/** The step wants more than the scope has: a bound that was hit, not a wait. */
export interface OutOfScope {
  readonly outOfScope: string;
}

/** What a step says where the scope is too small: no free frame, no slot. It counts as a bound. */
export function outOfScope(what: string): OutOfScope {
  return { outOfScope: what };
}

/** What must be so: an owner that unlocks, a count above zero. Where it is not, the run is an error. */
export function must(condition: boolean, what: string): asserts condition {
  if (condition) return;
  throw new LanguageError(
    "assert",
    what,
    "The model relies on it: look at who broke it, and when.",
  );
}

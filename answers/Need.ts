import type { Invariant } from "../invariants/index.ts";
import type { MappingName } from "../model/mappings/index.ts";

/** What is checked so that a question can be answered: some laws in one scenario. Its covers come along. */
export interface Need {
  readonly scenario: string;
  readonly mappings: readonly MappingName[];
  /** Ids of invariants. */
  readonly laws: readonly string[];
  /** Laws of the question's own: what is seen in passing, not what the kernel promises; with the proposal. */
  readonly observes?: readonly Invariant[];
  /** With this proposal, and without it. */
  readonly proposal?: string;
  /** On the newest kernel only: the others would say the same at a cost. */
  readonly isNewestOnly?: boolean;
}

import type { NeverHad } from "./valuesNeverHad.ts";

/** That what was found of a system is not empty: what its runs did, and what they never did. */
export interface Evidence {
  /** Of each law and cover, after how many transitions a run first came to what it speaks of; null: none did. */
  readonly witnesses: readonly { readonly property: string; readonly after: number | null }[];
  /** How many ways there are from a step to the next one, and which of them no run ever took. */
  readonly edges: number;
  readonly edgesNeverTaken: readonly string[];
  /** Values of fields that no state that was visited has, as far as that is known. */
  readonly valuesNeverHad: readonly NeverHad[];
}

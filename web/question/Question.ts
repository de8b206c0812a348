import type { MappingName } from "../../model/mappings/index.ts";
import type { Thread } from "../../scenarios/index.ts";
import type { NamedMove } from "../../walk/index.ts";
import type { Edit } from "../edit/index.ts";

/** What the page asks, by names, but for steps that are edited: it fits into a link. */
export interface Question {
  readonly scenario: string;
  readonly mapping: MappingName;
  readonly kernel: string;
  readonly proposals: readonly string[];
  /** Steps as somebody would have them: checked as a proposal of its own. */
  readonly edits: readonly Edit[];
  /** Laws in place of those that the scenario asks; empty: its own. */
  readonly asks: readonly string[];
  /** Threads of one's own in place of the scenario's; null: the scenario as it is. */
  readonly threads: readonly Thread[] | null;
  /** Whose trace is looked at; null: the first that there is. */
  readonly law: string | null;
  /** After how many steps one looks; null: at the end. */
  readonly at: number | null;
  /** A run of one's own in place of the trace. */
  readonly moves: readonly NamedMove[] | null;
  /** A condition of states that was looked for last. */
  readonly state: string | null;
}

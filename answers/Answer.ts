import type { Paragraph } from "./Question.ts";

/** A question of the mail with its answer. */
export interface Answer extends Paragraph {
  readonly question: string;
  /** What shows it: scenarios, and the commands that check them. */
  readonly scenarios: readonly string[];
  readonly commands: readonly string[];
}

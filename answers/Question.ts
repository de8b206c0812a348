import type { Evidence } from "./Evidence.ts";
import type { Need } from "./Need.ts";

/** What a paragraph says: results as sentences, and what is no result. */
export interface Paragraph {
  /** Each is chosen by verdicts. */
  readonly sentences: readonly string[];
  /** What the model leaves out, cited: "mm/gup.c: …". */
  readonly limits: readonly string[];
}

/** A question of the mail: what it needs checked, and what that says. */
export interface Question {
  /** In the words of the mail. */
  readonly asked: string;
  readonly needs: readonly Need[];
  /** A command for each thing that a reader may want to see, without "ptecheck". */
  readonly commands: readonly string[];
  answer(evidence: Evidence): Paragraph;
}

import type { Question } from "../question/index.ts";

/** What the page asks the worker to check. */
export interface Asked {
  readonly question: Question;
  readonly kernels: readonly string[];
  /** Each trace costs another search. */
  readonly traces: boolean;
  /** The law whose counterexample is to be explained, and nothing else; null: none. */
  readonly explains: string | null;
}

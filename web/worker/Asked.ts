import type { NamedMove } from "../../walk/index.ts";
import type { Question } from "../question/index.ts";

/** What the page asks the worker. */
export type Asked =
  /** What holds on these kernels? Each trace costs another search. */
  | {
      readonly kind: "check";
      readonly question: Question;
      readonly kernels: readonly string[];
      readonly traces: boolean;
    }
  /** What explains the counterexample of a law on the kernel of the question? */
  | { readonly kind: "explain"; readonly question: Question; readonly law: string }
  /** Is there a way from the end of a run to a state that is so? */
  | {
      readonly kind: "reach";
      readonly question: Question;
      readonly state: string;
      readonly run: readonly NamedMove[];
    };

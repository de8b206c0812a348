import { type Body, conditionsIn } from "./Body.ts";
import type { Condition, Definition } from "./Condition.ts";
import type { Variable } from "./Variable.ts";

/** A step, with what it chose: a transition wherever its guard is true. */
export interface Rule {
  readonly name: string;
  /** Who, which step of which procedure, what was chosen, and which steps passes have fused with it. */
  readonly what: string;
  readonly guard: Condition;
  readonly body: Body;
}

/** What can be asked of a property, of a cover, and of the system. */
export type Ask =
  | "violated"
  | "antecedent"
  | "asked"
  | "reached"
  | "throws"
  | "deadlock"
  | "error"
  | "out of scope";

/** Is there a reachable state in which this is so? */
export interface Question {
  readonly ask: Ask;
  /** The id of a property or cover; null of what is asked of the system. */
  readonly of: string | null;
  /** In words: "no-lost-store is violated". Each is another. */
  readonly text: string;
  readonly condition: Condition;
  /** Would it be wrong if it were so? */
  readonly isWrong: boolean;
  /** Is it a verdict, rather than what shows that one is not empty? */
  readonly isTold: boolean;
}

/** A system as plain rules over plain variables: what every language of export can say. */
export interface Model {
  /** As the system is named. */
  readonly name: string;
  readonly variables: readonly Variable[];
  /** Each before those that use it. */
  readonly definitions: readonly Definition[];
  readonly rules: readonly Rule[];
  readonly questions: readonly Question[];
}

/** Every condition of a rule. */
export function conditionsOf({ guard, body }: Rule): Condition[] {
  return [guard, ...conditionsIn(body)];
}

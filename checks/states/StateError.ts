import { UsageError } from "../UsageError.ts";

/** What is wrong with a condition, and where in its text. */
export class StateError extends UsageError {
  /** The place of the first character that is wrong, and of the first one after it. */
  readonly from: number;
  readonly to: number;

  constructor(what: string, advice: string, from: number, to: number) {
    super(`${what} (character ${from + 1})`, advice);
    this.name = "StateError";
    this.from = from;
    this.to = to;
  }
}

/** What can be wrong with a model. Each code has one meaning and one remedy. */
export type LanguageErrorCode =
  | "domain" // a value outside the domain of its field
  | "variant" // a field of a union variant that is not the active one
  | "throws" // a step that throws an error of its own in a state that can be
  | "impure" // a step whose two runs on one path differ
  | "paths" // a step with more paths than the bound
  | "label" // a step returned something that is no step of its procedure
  | "recursion" // a procedure that calls itself, directly or not
  | "query-writes" // a quantifier's predicate that writes
  | "size"; // a domain without a size, or a field too wide for a word

/** A model that breaks a rule of the language: what and where, and what to write instead. */
export class LanguageError extends Error {
  readonly code: LanguageErrorCode;
  readonly advice: string;

  constructor(code: LanguageErrorCode, what: string, advice: string) {
    super(`${what} [${code}]\n  ${advice}`);
    this.name = "LanguageError";
    this.code = code;
    this.advice = advice;
  }

  /** The same error, said of a place (a procedure and a step). */
  at(place: string): LanguageError {
    const [what] = this.message.split(` [${this.code}]`);
    return new LanguageError(this.code, `${place}: ${what}`, this.advice);
  }
}

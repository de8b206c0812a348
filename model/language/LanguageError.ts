/** What can be wrong with a model. Each code has one meaning and one remedy. */
export type LanguageErrorCode =
  | "domain" // a value outside the domain of its field
  | "variant" // a field of a union variant that is not the active one
  | "outside" // a field or an element that does not exist
  | "detached" // an assignment through a value that is no longer part of the state
  | "unset" // a local that is read before it is assigned
  | "assert" // a condition that `must` hold and does not
  | "throws" // a step or predicate that throws an error of its own
  | "impure" // a step whose two runs on one path differ
  | "paths" // a step with more paths than the bound
  | "label" // a step that its procedure does not have
  | "recursion" // a procedure that calls itself, directly or not
  | "query-writes" // a predicate that writes
  | "choice" // a choice, a wait or current() where no step runs: in a predicate, or initially
  | "argument" // a call or an actor with other arguments or results than the procedure has
  | "change" // a proposal's change that fits nothing
  | "declaration"; // a field, domain, procedure or property that is declared wrongly

/** Those that count only if a reachable state takes the path on which they occur. */
const onlyIfReached: ReadonlySet<LanguageErrorCode> = new Set<LanguageErrorCode>([
  "domain",
  "variant",
  "outside",
  "detached",
  "unset",
  "assert",
  "throws",
]);

/** A model that breaks a rule of the language: what and where, and what to write instead. */
export class LanguageError extends Error {
  readonly code: LanguageErrorCode;
  readonly what: string;
  readonly advice: string;

  constructor(code: LanguageErrorCode, what: string, advice: string) {
    // Many paths of a step break a rule, and a stack that nobody reads would cost more than the path.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${what} [${code}]\n  ${advice}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "LanguageError";
    this.code = code;
    this.what = what;
    this.advice = advice;
  }

  /** Does it count only if a reachable state takes its path? */
  get countsIfReached(): boolean {
    return onlyIfReached.has(this.code);
  }

  /** The same error, said of a place (a procedure and a step, or a property). */
  at(place: string): LanguageError {
    return new LanguageError(this.code, `${place}: ${this.what}`, this.advice);
  }
}

/** Whatever a model's own code threw, as an error of the language. */
export function languageErrorOf(thrown: unknown): LanguageError {
  if (thrown instanceof LanguageError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new LanguageError(
    "throws",
    `it threw: ${message}`,
    "Where something is undefined or null there: look at a union's kind first, at what may be null, and at what the actor's self has.",
  );
}

/** Something the user gave is wrong: what and where, and what to do instead. Exit code 2. */
export class UsageError extends Error {
  readonly advice: string;

  constructor(what: string, advice: string) {
    super(what);
    this.name = "UsageError";
    this.advice = advice;
  }
}

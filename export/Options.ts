/** How to write a model. */
export interface Options {
  /** What stands above it: what it is, and the command that made it. */
  readonly header: readonly string[];
  /** End the run where something is wrong, with a trace; else note it and go on, which counts every state. */
  readonly stops: boolean;
}

import { runInNewContext } from "node:vm";

/**
 * Does something that never waits, and ends it where SIGINT comes: Node hears of signals only between such things,
 * except in what a script calls. False if it was ended; what it had written elsewhere is there.
 */
export function interruptible(work: () => void): boolean {
  try {
    runInNewContext("work()", { work }, { breakOnSigint: true });
    return true;
  } catch (error) {
    if (codeOf(error) === "ERR_SCRIPT_EXECUTION_INTERRUPTED") return false;
    throw error;
  }
}

/** It is an error of another context, and so of none of our classes. */
function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : null;
}

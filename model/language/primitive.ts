import { LanguageError } from "./LanguageError.ts";

/** A function that a step called, by its name, and where it is written. */
export interface Called {
  readonly name: string;
  readonly source: string;
  /** What it was called with. */
  readonly args: readonly unknown[];
}

/** Where calls are noted; null while nobody asks, as in a search. */
let noted: Called[] | null = null;

/**
 * A function that steps call, and that a trace may name: what ran is noted, so that nothing is named
 * which did not run. It goes by the name it is written with; `source` says where it is.
 */
export function primitive<F extends (...args: never[]) => unknown>(source: string, f: F): F {
  if (f.name === "") {
    throw new LanguageError(
      "declaration",
      "a primitive has no name",
      "Write it as a named function.",
    );
  }
  const run: (...args: Parameters<F>) => unknown = (...args) => {
    noted?.push({ name: f.name, source, args });
    return f(...args);
  };
  return run as F;
}

/** What `body` gives; what it calls is noted in `calls`, in order, also if it throws. */
export function recordCalls<T>(calls: Called[], body: () => T): T {
  const outer = noted;
  noted = calls;
  try {
    return body();
  } finally {
    noted = outer;
  }
}

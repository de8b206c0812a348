import { LanguageError } from "./LanguageError.ts";
import type { AnyWording } from "./wording.ts";

/** A function that a step called, by its name, and where it is written. */
export interface Called {
  readonly name: string;
  readonly source: string;
  /** What it was called with. */
  readonly args: readonly unknown[];
}

/** What the original body of a changed step did, and how its procedure words that. */
export interface Kept {
  readonly wording: AnyWording;
  readonly next: string;
  readonly calls: readonly Called[];
}

/** What is noted while a step runs. */
export interface Noted {
  /** In order. */
  readonly calls: Called[];
  /** Of the original that ran last, if it has words. */
  kept: Kept | null;
}

/** Where it is noted; null while nobody asks, as in a search. */
let noted: Noted | null = null;

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
    noted?.calls.push({ name: f.name, source, args });
    return f(...args);
  };
  return run as F;
}

/** What `body` gives; what it does is noted in `into`, also if it throws. */
export function recordCalls<T>(into: Noted, body: () => T): T {
  const outer = noted;
  noted = into;
  try {
    return body();
  } finally {
    noted = outer;
  }
}

/** Runs the original body of a changed step, and keeps its words for what it did. */
export function runOriginal<T>(wording: AnyWording | undefined, body: () => T): T {
  if (noted === null || wording === undefined) return body();
  const from = noted.calls.length;
  const outcome = body();
  const next = nextOf(outcome);
  if (next !== null) noted.kept = { wording, next, calls: noted.calls.slice(from) };
  return outcome;
}

/** The next step, "done", or the name of the procedure that is called; null if the step cannot happen. */
function nextOf(outcome: unknown): string | null {
  if (typeof outcome === "string") return outcome;
  if (typeof outcome !== "object" || outcome === null || !("procedure" in outcome)) return null;
  return (outcome as { procedure: { name: string } }).procedure.name;
}

import { UsageError } from "../UsageError.ts";
import { StateError } from "./StateError.ts";

/** What `body` gives; what is wrong with these words is said to be where they stand first in the text. */
export function locating<T>(text: string, words: readonly string[], body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof UsageError) || error instanceof StateError) throw error;
    const found = patternOf(words).exec(text);
    if (found === null) throw error;
    const from = found.index;
    throw new StateError(error.message, error.advice, from, from + found[0].length);
  }
}

/** Words of a path as they may be written: mm.P.pte[0], mm["P"].pte.0. */
function patternOf(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replaceAll(/[^\w]/g, "\\$&"));
  return new RegExp(`(?<![\\w.[])${escaped.join("[\\s.[\\]\"']+")}\\]?(?![\\w.[])`);
}

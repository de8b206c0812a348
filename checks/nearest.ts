import { closest, distance } from "fastest-levenshtein";

/** ": did you mean …?" with the known name that is nearest to a wrong one; empty if none is near. */
export function didYouMean(wrong: string, known: readonly string[]): string {
  const found = nearest(wrong, known);
  return found === null ? "" : `: did you mean ${found}?`;
}

/** The known name that was probably meant: mistyped in few places, or cut short. Null if none is near. */
export function nearest(wrong: string, known: readonly string[]): string | null {
  if (wrong === "" || known.length === 0) return null;
  const typed = wrong.toLowerCase();
  const found = closest(typed, [...known]);
  if (distance(typed, found.toLowerCase()) <= 0.4 * Math.max(typed.length, found.length)) {
    return found;
  }
  return known.find((name) => typed.length > 2 && name.toLowerCase().startsWith(typed)) ?? null;
}

import { LanguageError } from "./LanguageError.ts";

/** What a predicate gave, which must be true or false: a promise or an object would be true for ever. */
export function answerOf(given: unknown): boolean {
  if (typeof given === "boolean") return given;
  if (given instanceof Promise) given.catch(() => {}); // Nobody waits for it: it is refused as it is.
  const what = given instanceof Promise ? "a promise" : given === null ? "null" : typeof given;
  throw new LanguageError(
    "declaration",
    `it gives ${what}, neither true nor false`,
    "A predicate gives a boolean at once: compare with ===, and return what comes of it.",
  );
}

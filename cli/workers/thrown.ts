import { UsageError } from "../../checks/index.ts";
import { LanguageError, type LanguageErrorCode } from "../../model/language/index.ts";

/** An error as another thread can be told of it: a copy would have no class. */
export type Thrown =
  | { readonly kind: "usage"; readonly message: string; readonly advice: string }
  | {
      readonly kind: "language";
      readonly code: LanguageErrorCode;
      readonly what: string;
      readonly advice: string;
    }
  | { readonly kind: "other"; readonly stack: string };

export function thrownOf(error: unknown): Thrown {
  if (error instanceof UsageError) {
    return { kind: "usage", message: error.message, advice: error.advice };
  }
  if (error instanceof LanguageError) {
    const { code, what, advice } = error;
    return { kind: "language", code, what, advice };
  }
  return { kind: "other", stack: (error instanceof Error && error.stack) || String(error) };
}

/** The same error again. */
export function errorOf(thrown: Thrown): Error {
  switch (thrown.kind) {
    case "usage":
      return new UsageError(thrown.message, thrown.advice);
    case "language":
      return new LanguageError(thrown.code, thrown.what, thrown.advice);
    case "other":
      return Object.assign(new Error("a worker failed"), { stack: thrown.stack });
  }
}

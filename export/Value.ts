import type { Variable } from "./Variable.ts";

/** What is read somewhere, or what a variable becomes. */
export type Value =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "variable"; readonly variable: Variable }
  /** What the table has at the variable's code; below zero at codes that it does not have then. */
  | { readonly kind: "table"; readonly variable: Variable; readonly table: readonly number[] };

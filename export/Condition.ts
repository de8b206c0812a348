import type { Variable } from "./Variable.ts";

/** What is asked of a state: something that every language of export can say. */
export type Condition =
  | { readonly kind: "constant"; readonly value: boolean }
  /** The variable holds one of these codes; with `isNot`, none of them. */
  | {
      readonly kind: "is";
      readonly variable: Variable;
      readonly codes: readonly number[];
      readonly isNot: boolean;
    }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  /** Another condition, by name. */
  | { readonly kind: "named"; readonly definition: Definition };

/** A condition that is used in several places. */
export interface Definition {
  readonly name: string;
  readonly condition: Condition;
}

export const always: Condition = { kind: "constant", value: true };
export const never: Condition = { kind: "constant", value: false };

/** All of these. */
export function all(conditions: readonly Condition[]): Condition {
  return joined("all", conditions, always, never);
}

/** One of these at least. */
export function any(conditions: readonly Condition[]): Condition {
  return joined("any", conditions, never, always);
}

function joined(
  kind: "all" | "any",
  conditions: readonly Condition[],
  nothing: Condition,
  decides: Condition,
): Condition {
  if (conditions.includes(decides)) return decides;
  const parts = conditions
    .filter((one) => one !== nothing)
    .flatMap((one) => (one.kind === kind ? one.of : [one]));
  if (parts.length === 0) return nothing;
  return parts.length === 1 ? parts[0] : { kind, of: parts };
}

/** Not this. */
export function not(condition: Condition): Condition {
  if (condition === always) return never;
  if (condition === never) return always;
  if (condition.kind === "is") return { ...condition, isNot: !condition.isNot };
  return condition.kind === "not" ? condition.of : { kind: "not", of: condition };
}

/** How many tests a condition has, where definitions are one each. */
export function weightOf(condition: Condition): number {
  switch (condition.kind) {
    case "constant":
    case "named":
      return 1;
    case "is":
      return condition.codes.length;
    case "not":
      return weightOf(condition.of);
    case "all":
    case "any":
      return condition.of.reduce((sum, one) => sum + weightOf(one), 0);
  }
}

import type { Condition } from "./Condition.ts";
import type { Value } from "./Value.ts";
import type { Variable } from "./Variable.ts";

/** A variable with what it becomes, told of the state before. */
export interface Assignment {
  readonly to: Variable;
  readonly value: Value;
}

/** What a step does: one of two ways, perhaps, and then what both have in common. */
export interface Body {
  readonly ways: {
    readonly condition: Condition;
    readonly whereTrue: Body;
    readonly whereFalse: Body;
  } | null;
  readonly assignments: readonly Assignment[];
}

/** One of two ways. What both do comes after, where it is a constant: then nothing else reads it. */
export function oneOf(condition: Condition, whereTrue: Body, whereFalse: Body): Body {
  const others = new Map(whereFalse.assignments.map((one) => [keyOf(one), one]));
  const common = whereTrue.assignments.filter(
    (one) => one.value.kind === "code" && others.has(keyOf(one)),
  );
  const keys = new Set(common.map(keyOf));
  const without = ({ ways, assignments }: Body): Body => ({
    ways,
    assignments: assignments.filter((one) => !keys.has(keyOf(one))),
  });
  const [one, other] = [without(whereTrue), without(whereFalse)];
  const isSame = [one, other].every(
    ({ ways, assignments }) => ways === null && !assignments.length,
  );
  return {
    ways: isSame ? null : { condition, whereTrue: one, whereFalse: other },
    assignments: common,
  };
}

function keyOf({ to, value }: Assignment): string {
  return `${to.name}=${value.kind === "code" ? value.code : "?"}`;
}

/** Every condition of a body. */
export function conditionsIn({ ways }: Body): Condition[] {
  if (ways === null) return [];
  return [ways.condition, ...conditionsIn(ways.whereTrue), ...conditionsIn(ways.whereFalse)];
}

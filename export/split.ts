import type { Body } from "./Body.ts";
import { all, not } from "./Condition.ts";
import type { Rule } from "./Model.ts";

/** A rule as several that exclude each other, none with more statements than `most` if that can be. */
export function split(rule: Rule, most: number): Rule[] {
  const { ways, assignments } = rule.body;
  if (ways === null || sizeOf(rule.body) <= most) return [rule];
  const { condition, whereTrue, whereFalse } = ways;
  const part = (guard: Rule["guard"], body: Body) =>
    split(
      {
        ...rule,
        guard: all([rule.guard, guard]),
        body: { ...body, assignments: [...body.assignments, ...assignments] },
      },
      most,
    );
  return [...part(condition, whereTrue), ...part(not(condition), whereFalse)];
}

/** Statements of a body, where each of two ways begins with one. */
function sizeOf({ ways, assignments }: Body): number {
  const inner = ways === null ? 0 : 3 + sizeOf(ways.whereTrue) + sizeOf(ways.whereFalse);
  return inner + assignments.length;
}

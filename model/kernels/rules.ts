import type { Rule } from "./Rule.ts";
import { rulesSince5 } from "./rulesSince5.ts";
import { rulesUntil4 } from "./rulesUntil4.ts";

const table = { ...rulesUntil4, ...rulesSince5 };

/** The names of the rules. */
export type RuleName = keyof typeof table;

/** What differs between releases, in their order. An entry in one of the two, and its use in a step, is a rule. */
export const rules: Readonly<Record<RuleName, Rule>> = table;

/** Which rules a kernel has. */
export type Rules = Readonly<Record<RuleName, boolean>>;

/** The rules by name, in their order. */
export const ruleNames = Object.keys(table) as readonly RuleName[];

/** The rules of which something is true. */
export function rulesWhere(isSo: (rule: Rule, name: RuleName) => boolean): Rules {
  const values = ruleNames.map((name) => [name, isSo(rules[name], name)]);
  return Object.fromEntries(values) as Record<RuleName, boolean>;
}

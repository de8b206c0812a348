import { type RuleName, ruleNames, rules } from "../model/kernels/index.ts";
import { findKernel } from "./findKernel.ts";
import type { Subject } from "./Subject.ts";

/**
 * What is to be known of a subject's kernel: what nobody has looked up, and in what its scenario takes it for
 * another than was released. Null if nothing.
 */
export function caveatOf({ scenario, kernel }: Subject): string | null {
  const { caveat, rules: has } = findKernel(kernel);
  const taken = ruleNames
    .filter((name) => (scenario.switches[name] ?? has[name]) !== has[name])
    .map((name) => takenText(scenario.id, name, has[name] ? "takes from" : "gives"));
  const told = [...(caveat === null ? [] : [caveat]), ...taken];
  return told.length === 0 ? null : told.join("; ");
}

function takenText(scenario: string, name: RuleName, how: "gives" | "takes from"): string {
  const { since, meaning } = rules[name];
  return `the scenario ${scenario} ${how} it what came in ${since}: ${meaning} (${name})`;
}

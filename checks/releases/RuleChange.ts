import { type RuleName, ruleNames, rules, rulesOf } from "../../model/kernels/index.ts";

/** A rule that one kernel has otherwise than another. */
export interface RuleChange {
  readonly rule: RuleName;
  /** What it is changed to. */
  readonly value: boolean;
  /** Since when mainline has it, and since when no more; the first release of a stable tree if that has it earlier. */
  readonly since: string;
  readonly until: string | null;
  /** The commit that brought it. */
  readonly commit: string;
  readonly meaning: string;
  readonly source: string;
}

/** A rule set to a value, told as the kernel has it that it is taken from. */
export function ruleChange(rule: RuleName, value: boolean, kernel: string): RuleChange {
  const { since, until = null, commit, meaning, source, backports = [] } = rules[rule];
  const tree = backports.find(({ release }) => kernel.startsWith(treeOf(release)));
  return { rule, value, since: tree?.release ?? since, until, commit, meaning, source };
}

/** "6.1." of 6.1.8; mainline's 6.1 does not begin so. */
function treeOf(release: string): string {
  return release.slice(0, release.lastIndexOf(".") + 1);
}

/** The rules in which `to` differs from `from`, as `to` has them. */
export function changesBetween(from: string, to: string): RuleChange[] {
  const [before, after] = [rulesOf(from), rulesOf(to)];
  return ruleNames
    .filter((name) => before[name] !== after[name])
    .map((name) => ruleChange(name, after[name], to));
}

/** Every rule, set otherwise than a kernel has it. */
export function changesOf(kernel: string): RuleChange[] {
  const has = rulesOf(kernel);
  return ruleNames.map((name) => ruleChange(name, !has[name], kernel));
}

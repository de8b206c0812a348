import type { RuleChange, SmallestSets } from "../../checks/index.ts";

/** A rule that changed: "delayRmap, since 6.2, commit 5df397dec7c4". */
export function changeText({ rule, value, since, until, commit }: RuleChange): string {
  if (value) return `${rule}, since ${since}, commit ${commit}`;
  return `without ${rule} (${since}${until === null ? "" : `, gone in ${until}`}, commit ${commit})`;
}

/** The sets of changes that make a difference, each enough; a warning where there is none. */
export function changesText({ sets, isExhaustive }: SmallestSets<RuleChange>): string {
  if (sets.length === 0) {
    return isExhaustive ? "(!) no rule explains it" : "(!) no set of rules was found";
  }
  return sets.map((set) => set.map(changeText).join(" with ")).join("; or ");
}

import type { Subject } from "../Subject.ts";
import type { Flipped } from "./flipsOf.ts";
import { LawVerdicts } from "./LawVerdicts.ts";
import { changesBetween, type RuleChange } from "./RuleChange.ts";
import { type SmallestSets, smallestSets } from "./smallestSets.ts";

/**
 * The rules that the later kernel has otherwise and that turn the verdict of the earlier one into its own.
 * Scenario and law are those of the subjects, as they may be one's own.
 */
export function whyFlipped(
  { scenario, mapping, law, from, to, after }: Flipped,
  subjects: readonly Subject[],
): SmallestSets<RuleChange> {
  const found = subjects.flatMap((one) => {
    const asked = one.invariants.find(({ id }) => id === law);
    return one.scenario.id === scenario && asked !== undefined ? [{ ...one, law: asked }] : [];
  });
  const verdicts = new LawVerdicts(found[0].scenario, mapping, found[0].law);
  return setsThatGive(after, verdicts, from, changesBetween(from, to));
}

/** The smallest sets of changes that give a kernel this verdict; or else all of them, if they do. */
export function setsThatGive(
  wanted: Flipped["after"],
  verdicts: LawVerdicts,
  kernel: string,
  changes: readonly RuleChange[],
): SmallestSets<RuleChange> {
  const isEnough = (some: readonly RuleChange[]) => verdicts.of(kernel, rulesIn(some)) === wanted;
  const found = smallestSets(changes, isEnough);
  if (found.sets.length > 0 || found.isExhaustive || !isEnough(changes)) return found;
  return { sets: [changes], isExhaustive: false };
}

/** The rules as these changes set them. */
export function rulesIn(changes: readonly RuleChange[]) {
  return Object.fromEntries(changes.map(({ rule, value }) => [rule, value]));
}

import { mainline } from "../../model/kernels/index.ts";
import type { Subject } from "../Subject.ts";
import { type Flip, flipsOf } from "./flipsOf.ts";
import { inOrder } from "./inOrder.ts";
import { LawVerdicts } from "./LawVerdicts.ts";
import { changesBetween, changesOf, type RuleChange } from "./RuleChange.ts";
import type { SmallestSets } from "./smallestSets.ts";
import type { Cell, VerdictLine } from "./VerdictLine.ts";
import { rulesIn, setsThatGive } from "./whyFlipped.ts";

/** A kernel that violates a law, and how rules mend it. */
export interface Repair {
  readonly bad: string;
  readonly good: string;
  /** In how many rules the two differ. */
  readonly differences: number;
  /** The smallest sets of these differences with which the law holds on the bad one. */
  readonly sets: SmallestSets<RuleChange>;
  /** Rules of any release that do so alone, set otherwise on the bad one. */
  readonly alone: readonly RuleChange[];
  /** Rules that alone, set otherwise on the good one, break it. */
  readonly breaks: readonly RuleChange[];
}

/** Mainline releases one after the other that say the same. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly verdict: Cell;
}

/** Where a law flips in one scenario and mapping, and what mends it. */
export interface Bisection extends Omit<VerdictLine, "verdicts"> {
  readonly spans: readonly Span[];
  readonly flips: readonly Flip[];
  /** Null where no kernel violates it, or none holds. */
  readonly repair: Repair | null;
}

/** The kernels to compare; those around the last mending if none are given. */
export interface Compared {
  readonly bad?: string | undefined;
  readonly good?: string | undefined;
}

/**
 * Checks the one law of a scenario and mapping on every mainline release, as flips go in both directions, and
 * finds the rules that make a kernel violate it. The subjects are one system on its kernels.
 */
export function bisect(
  subjects: readonly Subject[],
  compared: Compared,
  onKernel: (kernel: string) => void = () => {},
): Bisection {
  const [{ scenario, mapping, invariants }] = subjects;
  const [law] = invariants;
  const known = new LawVerdicts(scenario, mapping, law);
  const kernels = inOrder(subjects.map(({ kernel }) => kernel));
  const verdicts = kernels.map((kernel) => {
    onKernel(kernel);
    return known.of(kernel);
  });
  const line = { law: law.id, scenario: scenario.id, mapping, verdicts };
  const flips = flipsOf([line], kernels, ({ from, to, after }) =>
    setsThatGive(after, known, from, changesBetween(from, to)),
  );
  const pair = pairOf(kernels, verdicts, compared);
  const { verdicts: _, ...names } = line;
  const repair = pair === null ? null : repairOf(known, pair.bad, pair.good);
  return { ...names, spans: spansOf(kernels, verdicts), flips, repair };
}

/** A kernel that violates the law and one on which it holds, as near to each other as can be; null if there are none. */
export function pairOf(
  kernels: readonly string[],
  verdicts: readonly Cell[],
  { bad, good }: Compared,
): { bad: string; good: string } | null {
  const are = (verdict: Cell, only: string | undefined) =>
    kernels
      .map((name, at) => ({ name, at }))
      .filter(({ name, at }) => verdicts[at] === verdict && (only ?? name) === name);
  const pairs = are("violated", bad).flatMap((one) =>
    are("holds", good).map((other) => ({ bad: one, good: other, away: other.at - one.at })),
  );
  // A release that mends before one that breaks, near ones before far ones, late ones before early ones.
  const rank = ({ away }: { away: number }) => (away > 0 ? away : kernels.length - away);
  const [best] = pairs.sort((a, b) => rank(a) - rank(b) || b.bad.at - a.bad.at);
  return best === undefined ? null : { bad: best.bad.name, good: best.good.name };
}

function repairOf(known: LawVerdicts, bad: string, good: string): Repair {
  const differences = changesBetween(bad, good);
  const mends = (change: RuleChange) => known.of(bad, rulesIn([change])) === "holds";
  const breaks = (change: RuleChange) => known.of(good, rulesIn([change])) === "violated";
  return {
    bad,
    good,
    differences: differences.length,
    sets: setsThatGive("holds", known, bad, differences),
    alone: changesOf(bad).filter(mends),
    breaks: changesOf(good).filter(breaks),
  };
}

function spansOf(kernels: readonly string[], verdicts: readonly Cell[]): Span[] {
  const spans: Span[] = [];
  for (const [at, name] of kernels.entries()) {
    const last = spans[spans.length - 1];
    const isSame = last?.verdict === verdicts[at];
    if (isSame && mainline.includes(name)) spans[spans.length - 1] = { ...last, to: name };
    else spans.push({ from: name, to: name, verdict: verdicts[at] });
  }
  return spans;
}

import { isSince, mainline } from "../../model/kernels/index.ts";
import type { Verdict } from "../Row.ts";
import type { RuleChange } from "./RuleChange.ts";
import type { SmallestSets } from "./smallestSets.ts";
import type { VerdictLine } from "./VerdictLine.ts";

/** A verdict that differs between two kernels. */
export interface Flipped extends Omit<VerdictLine, "verdicts"> {
  readonly from: string;
  readonly to: string;
  readonly before: Verdict;
  readonly after: Verdict;
}

/** The same with the rules that make it so: sets that turn `before` into `after`. None: no rule explains it. */
export interface Flip extends Flipped {
  readonly by: SmallestSets<RuleChange>;
}

/** Where verdicts differ between a kernel and the one that it is compared with, and why: in the order of the lines. */
export function flipsOf(
  lines: readonly VerdictLine[],
  kernels: readonly string[],
  why: (flipped: Flipped) => SmallestSets<RuleChange>,
): Flip[] {
  return lines.flatMap(({ verdicts, ...line }) =>
    kernels.flatMap((to, at) => {
      const earlier = predecessorOf(to, kernels);
      if (earlier === undefined) return [];
      const [before, after] = [verdicts[kernels.indexOf(earlier)], verdicts[at]];
      if (before === "not asked" || after === "not asked" || before === after) return [];
      const flipped = { ...line, from: earlier, to, before, after };
      return [{ ...flipped, by: why(flipped) }];
    }),
  );
}

/** The mainline one of some kernels that came last before one; of a stable one that its tree began with, if it is there. */
export function predecessorOf(name: string, kernels: readonly string[]): string | undefined {
  const [last] = kernels
    .filter((one) => one !== name && mainline.includes(one) && isSince(name, one))
    .sort((a, b) => mainline.indexOf(b) - mainline.indexOf(a));
  return last;
}

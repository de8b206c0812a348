import {
  type Flipped,
  groupedBy,
  type Matrix,
  matrixOf,
  onlyAsked,
  type Result,
  type RuleChange,
  type SmallestSets,
  type Subject,
} from "../checks/index.ts";
import { checkEach, type Workers } from "./workers/index.ts";

/** Searches what a matrix is made of, then what makes verdicts change. */
export async function searchMatrix(
  selected: readonly Subject[],
  workers: Workers,
): Promise<{ matrix: Matrix; results: Result[] }> {
  const subjects = onlyAsked(selected);
  const results = await checkEach(subjects, { options: { traces: false } }, workers);
  const flips: Flipped[] = [];
  matrixOf(results, (flipped) => {
    flips.push(flipped);
    return { sets: [], isExhaustive: false };
  });
  // They are asked for in the same order again.
  const whys = await whysOf(flips, subjects, workers);
  return { matrix: matrixOf(results, () => whys.splice(0, 1)[0]), results };
}

/** Why each verdict flips: those of one law of a system are one job. */
async function whysOf(
  flips: readonly Flipped[],
  subjects: readonly Subject[],
  workers: Workers,
): Promise<SmallestSets<RuleChange>[]> {
  const groups = groupedBy(flips, ({ scenario, mapping, law }) => `${scenario} ${mapping} ${law}`);
  const jobs = [...groups.values()].map((same) => {
    const [{ scenario, law }] = same;
    const asking = subjects.find(
      (one) => one.scenario.id === scenario && one.invariants.some(({ id }) => id === law),
    );
    return { flips: same, subjects: asking === undefined ? [] : [asking] };
  });
  const found = await workers.whole("why", jobs);
  return flips.map((flipped) => {
    const at = jobs.findIndex((job) => job.flips.includes(flipped));
    return found[at][jobs[at].flips.indexOf(flipped)];
  });
}

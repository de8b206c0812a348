import { groupedBy, type Result, type Subject, unfinished } from "../../checks/index.ts";
import { availableMemory } from "../availableMemory.ts";
import type { CheckJob, How, Work } from "./Work.ts";
import type { Workers } from "./Workers.ts";

/** Null of what was not begun, and too little of what was interrupted. */
type Found = Work["check"]["found"] | null;

/**
 * Checks systems, many of them on several threads, and gives the results in their order. Those of a scenario and
 * mapping are one job, as they share searches. Where the user sets no bound on memory, all that run at once share
 * what there is, and what meets its share is checked once more, alone. What is interrupted is incomplete.
 */
export async function checkEach(
  subjects: readonly Subject[],
  how: How,
  workers: Pick<Workers, "countFor" | "all">,
): Promise<Result[]> {
  const placed = subjects.map((subject, place) => ({ subject, place }));
  const groups = groupedBy(placed, ({ subject: { scenario, mapping } }) =>
    [scenario.id, mapping].join(),
  );
  const jobs = [...groups.values()].map((group): CheckJob => {
    const places = group.map(({ place }) => place);
    return { subjects: group.map(({ subject }) => subject), places, of: subjects.length, how };
  });
  const share = (count: number) => (job: CheckJob) => {
    const options = { maxMemory: availableMemory() / count, ...how.options };
    return { ...job, how: { ...how, options } };
  };
  const count = workers.countFor(jobs.length);
  const found = await workers.all("check", jobs.map(share(count)));
  const short = count === 1 ? [] : jobs.filter((_, at) => isShort(found[at]));
  for (const job of how.options.maxMemory === undefined ? short : []) {
    const [again] = await workers.all("check", [share(1)(job)]);
    if (again !== null) found[jobs.indexOf(job)] = again;
  }
  return inOrder(jobs, found);
}

/** Did a search meet a bound on memory, or may one without the proposal have done so, where no other was met? */
function isShort(found: Found): boolean {
  return (found ?? []).some(({ rows }) =>
    rows.some(
      ({ bound, before }) => bound === "memory" || (bound === null && before === "incomplete"),
    ),
  );
}

function inOrder(jobs: readonly CheckJob[], found: readonly Found[]): Result[] {
  const results: Result[] = [];
  for (const [at, { subjects, places }] of jobs.entries()) {
    for (const [nth, subject] of subjects.entries()) {
      results[places[nth]] = { ...(found[at]?.[nth] ?? unfinished(subject)), subject };
    }
  }
  return results;
}

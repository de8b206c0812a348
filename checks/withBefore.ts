import type { Progress } from "../explorer/search/index.ts";
import type { CheckOptions } from "./checkSystem.ts";
import { compared } from "./compared.ts";
import { costsOf } from "./costsOf.ts";
import { Differences } from "./Differences.ts";
import { isChanged } from "./isChanged.ts";
import type { Result } from "./resultOf.ts";
import { Searches } from "./Searches.ts";
import type { Subject } from "./Subject.ts";

/** What is searched besides: a system without its proposal, or what both reach, every step a transition. */
export type Besides = "without" | "apart";

/**
 * Results with what each of their rows says without the proposal, and what that costs, one after the other:
 * the systems are checked once more, those that agree in what they ask once.
 */
export function* withBefore(
  results: Iterable<Result>,
  options: CheckOptions = {},
  onLevel: (subject: Subject, what: Besides, progress: Progress) => void = () => {},
): Generator<Result> {
  const searches = new Searches({ ...options, traces: false });
  const differences = new Differences(options);
  for (const result of results) {
    const { subject } = result;
    if (subject.proposal === null) {
      yield result;
      continue;
    }
    const today = { ...subject, proposal: null };
    const without = searches.of(today, (progress) => onLevel(subject, "without", progress)).rows;
    const costs = {
      before: costsOf(today, without[0].states),
      after: costsOf(subject, result.rows[0].states),
    };
    const rows = compared(result.rows, without).map((row) => ({ ...row, costs }));
    // As a trace of its own, where traces are wanted and no verdict tells the difference, or may.
    const isSame = rows.every((row) => !isChanged(row) && row.verdict !== "incomplete");
    const apart =
      options.traces !== false && isSame
        ? differences.of(subject, (progress) => onLevel(subject, "apart", progress))
        : null;
    yield { ...result, rows: rows.map((row) => ({ ...row, apart })) };
  }
}

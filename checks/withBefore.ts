import type { Progress } from "../explorer/search/index.ts";
import { apartOf } from "./apartOf.ts";
import { type CheckOptions, checkSystem } from "./checkSystem.ts";
import { costsOf } from "./costsOf.ts";
import type { Row } from "./Row.ts";
import type { Result } from "./resultOf.ts";

/**
 * A result with what each of its rows says without the proposal, and what that costs: the system is checked
 * once more.
 */
export function withBefore(
  result: Result,
  options: CheckOptions = {},
  onLevel?: (progress: Progress) => void,
): Result {
  const { subject, rows } = result;
  if (subject.proposal === null) return result;
  const today = { ...subject, proposal: null };
  const { rows: without } = checkSystem(today, { ...options, traces: false }, onLevel);
  const verdicts = new Map(without.map(({ property, verdict }) => [property, verdict]));
  const costs = {
    before: costsOf(today, without[0].states),
    after: costsOf(subject, rows[0].states),
  };
  const compared = rows.map((row) => ({
    ...row,
    before: verdicts.get(row.property) ?? null,
    costs,
  }));
  // As a trace of its own, where traces are wanted and none of a verdict tells the difference.
  const isTold = options.traces === false || compared.some(isChanged);
  const apart = isTold ? null : apartOf(subject);
  return { ...result, rows: compared.map((row) => ({ ...row, apart })) };
}

/** Does the proposal of a row change its verdict? A row that there is only with it is a change too. */
export function isChanged({ proposal, before, verdict }: Row): boolean {
  return proposal !== null && before !== verdict;
}

import {
  type CheckOptions,
  checkAll,
  type Result,
  type Subject,
  UsageError,
} from "../checks/index.ts";
import type { Progress } from "../explorer/search/index.ts";
import { LanguageError } from "../model/language/index.ts";
import { count } from "../render/index.ts";

const everyMilliseconds = 100;

/** A line on stderr that is written over by the next, only where a person looks at it. */
export function showStatus(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\x1b[K${text}`);
}

/** Checks systems one after the other, with a line on stderr that tells how far the search is. */
export function* checkWithProgress(
  subjects: readonly Subject[],
  options: CheckOptions = {},
): Generator<Result> {
  let last = 0;
  let done = 0;
  const onLevel = (at: number, { states, depth, frontier }: Progress) => {
    const now = performance.now();
    if (now - last < everyMilliseconds) return;
    last = now;
    const { scenario, kernel, mapping } = subjects[at];
    const label = `[${at + 1}/${subjects.length}] ${scenario.id}, ${kernel}, ${mapping}`;
    showStatus(`${label}: ${count(states)} states, depth ${depth}, frontier ${count(frontier)}`);
  };
  try {
    for (const result of checkAll(subjects, options, onLevel)) {
      showStatus("");
      yield result;
      done += 1;
    }
  } catch (error) {
    const { scenario, invariants, proposal } = subjects[done];
    const own = [scenario, ...invariants].flatMap(({ file }) => file ?? []);
    const changed = [...own, ...(proposal === null ? [] : [`proposal ${proposal.id}`])];
    if (!(error instanceof LanguageError) || changed.length === 0) throw error;
    throw new UsageError(`with ${changed.join(" and ")}, ${error.what}`, error.advice);
  } finally {
    showStatus("");
  }
}

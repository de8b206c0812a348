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
import { Status } from "./Status.ts";

let status: Status | null = null;

/** The status of this process, on stderr: results go to stdout. */
function theStatus(): Status {
  const { PTECHECK_PROGRESS_SECONDS: seconds } = process.env;
  status ??= new Status(process.stderr, () => performance.now(), seconds);
  return status;
}

/** Tells how far a command is, if it is time for it. */
export function showStatus(textOf: () => string): void {
  theStatus().tell(textOf);
}

/** Nothing is under way any more, as far as the reader can see. */
export function clearStatus(): void {
  theStatus().clear();
}

/** Tells of each level of a search. */
export function levelsOf(label: string): (progress: Progress) => void {
  return ({ states, depth, frontier }) =>
    showStatus(
      () => `${label}: ${count(states)} states, depth ${depth}, frontier ${count(frontier)}`,
    );
}

/** A system as progress and errors name it. */
export function labelOf({ scenario, kernel, mapping }: Subject): string {
  return `${scenario.id}, ${kernel}, ${mapping}`;
}

/** Checks systems one after the other, and tells on stderr how far the search is. */
export function* checkWithProgress(
  subjects: readonly Subject[],
  options: CheckOptions = {},
): Generator<Result> {
  let done = 0;
  const onLevel = (at: number, progress: Progress) =>
    levelsOf(`[${at + 1}/${subjects.length}] ${labelOf(subjects[at])}`)(progress);
  try {
    for (const result of checkAll(subjects, options, onLevel)) {
      clearStatus();
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
    clearStatus();
  }
}

import type { Subject } from "../checks/index.ts";
import type { Progress } from "../explorer/search/index.ts";
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
  return (progress) => showStatus(() => levelText(label, progress));
}

/** How far a search is. */
export function levelText(label: string, { states, depth, frontier }: Progress): string {
  return `${label}: ${count(states)} states, depth ${depth}, frontier ${count(frontier)}`;
}

/** A system as progress and errors name it. */
export function labelOf({ scenario, kernel, mapping }: Subject): string {
  return `${scenario.id}, ${kernel}, ${mapping}`;
}

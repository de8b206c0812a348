import { writeSync } from "node:fs";
import type { Subject } from "../checks/index.ts";
import type { Progress } from "../explorer/search/index.ts";
import { count } from "../render/index.ts";
import { Status } from "./Status.ts";

let status: Status | null = null;

/** The status of this process, on stderr: results go to stdout. */
function theStatus(): Status {
  const { PTECHECK_PROGRESS_SECONDS: seconds } = process.env;
  const out = { isTTY: process.stderr.isTTY, write };
  status ??= new Status(out, () => performance.now(), seconds);
  return status;
}

/** Past the stream, which a signal in the middle of it would leave unfit for what is to be told then. */
function write(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    // Nobody reads it, or not so fast: there will be more of it.
  }
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

/** How far a search is, how fast, and what its states take. */
export function levelText(
  label: string,
  { states, depth, frontier, seconds, bytes }: Progress,
): string {
  const rate = count(Math.round(states / Math.max(seconds, 0.001)));
  const memory = count(Math.ceil(bytes / 2 ** 20));
  const size = `${count(states)} states, depth ${depth}, frontier ${count(frontier)}`;
  return `${label}: ${size}, ${rate} states/s, ${memory} MiB`;
}

/** A system as progress and errors name it. */
export function labelOf({ scenario, kernel, mapping }: Subject): string {
  return `${scenario.id}, ${kernel}, ${mapping}`;
}

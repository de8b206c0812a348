import { UsageError } from "../checks/index.ts";
import { anyCount } from "./numbers.ts";

/** Where it is written: stderr. */
export interface StatusOut {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** On a terminal a person looks at it all the time. */
const terminalSeconds = 0.1;
/** Elsewhere it may end in a file. */
const defaultSeconds = 5;

/**
 * Where a long command is: on a terminal one line that is written over, elsewhere a line every few seconds
 * (PTECHECK_PROGRESS_SECONDS; 0 for none). Quick commands say nothing.
 */
export class Status {
  private readonly out: StatusOut;
  private readonly now: () => number;
  private readonly everySeconds: number;
  private last: number;
  private isShown = false;

  /** `now` is in milliseconds. */
  constructor(out: StatusOut, now: () => number, asked: string | undefined) {
    this.out = out;
    this.now = now;
    this.everySeconds = out.isTTY === true ? terminalSeconds : secondsOf(asked);
    this.last = now();
  }

  /** Shows the text if it is time for it: it is made only then. */
  tell(textOf: () => string): void {
    if (this.now() - this.last < this.everySeconds * 1000) return;
    this.last = this.now();
    this.isShown = true;
    this.out.write(this.out.isTTY === true ? `\r\x1b[K${textOf()}` : `${textOf()}\n`);
  }

  /** Leaves the line to what is printed next. */
  clear(): void {
    if (this.isShown && this.out.isTTY === true) this.out.write("\r\x1b[K");
    this.isShown = false;
  }
}

function secondsOf(asked: string | undefined): number {
  if (asked === undefined || asked === "") return defaultSeconds;
  const seconds = Number(asked);
  if (/^\d+(\.\d+)?$/.test(asked) && seconds <= anyCount) {
    return seconds === 0 ? Number.POSITIVE_INFINITY : seconds;
  }
  throw new UsageError(
    `PTECHECK_PROGRESS_SECONDS is ${JSON.stringify(asked)}`,
    "Give a number of seconds, such as 5 or 0.5, 0 for no progress, or nothing.",
  );
}

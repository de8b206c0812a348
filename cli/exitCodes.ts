import type { Row } from "../checks/index.ts";

/** What the process tells a script. */
export const exitCodes = {
  /** Everything asked is met. */
  met: 0,
  /** Something is violated, vacuous or stuck that should not be. */
  unmet: 1,
  /** Bad input, or ptecheck itself failed. */
  usage: 2,
  /** A bound was hit before the answer. */
  incomplete: 3,
  /** Somebody ended it: 128 and the number of SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export function exitCodeOf(rows: readonly Row[]): number {
  if (rows.some(({ bound }) => bound === "interrupted")) return exitCodes.interrupted;
  if (rows.some(({ met, verdict }) => !met && verdict !== "incomplete")) return exitCodes.unmet;
  return rows.some(({ verdict }) => verdict === "incomplete")
    ? exitCodes.incomplete
    : exitCodes.met;
}

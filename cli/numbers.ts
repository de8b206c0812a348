import { InvalidArgumentError } from "commander";

// Numbers on the command line: as people write them, and no other way ("0x10", "1e99").

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** More than any bound that can be met. */
export const anyCount = 1_000_000_000_000;

/** A count of states, steps, runs: 1 or more. */
export const count = wholeNumber(1, anyCount);

/** A seed of 32 bits. */
export const seed = wholeNumber(-(2 ** 31), 2 ** 31 - 1);

/** An amount of seconds or MiB above 0, with a decimal point or without. */
export function amount(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= anyCount) return value;
  throw new InvalidArgumentError(`Give a number above 0, such as 0.5 or 20, up to ${anyCount}.`);
}

/** How many threads: a number, or as many as fit. */
export function workers(text: string): number | "auto" {
  return text === "auto" ? text : wholeNumber(1, 256)(text);
}

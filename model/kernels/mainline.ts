import { parseVersion, type Version } from "./Version.ts";

/** The mainline releases that ptecheck knows, in order. */
export const mainline: readonly string[] = [
  ...series("2.6", 18, 39),
  ...series("3", 0, 19),
  ...series("4", 0, 20),
  ...series("5", 0, 19),
  ...series("6", 0, 18),
];

/** Those that are checked where nobody names one: the mail's, and two that many run. */
export const defaultKernels: readonly string[] = ["5.12", "6.1", "6.12"];

/** Stable trees of which a release was read for backports of rules: each with the last one read. */
export const readTrees: readonly string[] = ["5.10.198", "6.1.192", "6.4.6", "6.12.117"];

/** A release that this file itself names. */
export function versionOf(release: string): Version {
  const version = parseVersion(release);
  if (version === null) throw new RangeError(`${release} is no release`);
  return version;
}

/** Releases that are counted up: 6.0 to 6.18. */
function series(name: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `${name}.${first + at}`);
}

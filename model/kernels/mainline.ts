import { parseVersion, type Version } from "./Version.ts";

/** The mainline releases that ptecheck knows, in order. */
export const mainline: readonly string[] = [
  ...[
    "3.14",
    "3.15",
    "3.16",
    "3.17",
    "3.18",
    "3.19",
    "4.0",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "4.5",
    "4.6",
    "4.7",
  ],
  ...["4.8", "4.9", "4.10", "4.11", "4.12", "4.13", "4.14", "4.15", "4.16", "4.17", "4.18"],
  ...["4.19", "4.20", "5.0", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9"],
  ...["5.10", "5.11", "5.12", "5.13", "5.14", "5.15", "5.16", "5.17", "5.18", "5.19"],
  ...["6.0", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9"],
  ...["6.10", "6.11", "6.12", "6.13", "6.14", "6.15", "6.16", "6.17", "6.18"],
];

/** Those that are checked where nobody names one: the mail's, and two that many run. */
export const defaultKernels: readonly string[] = ["5.12", "6.1", "6.12"];

/** Stable trees of which a release was read for backports of rules: each with the last one read. */
export const readTrees: readonly string[] = ["6.1.192", "6.12.117"];

/** A release that this file itself names. */
export function versionOf(release: string): Version {
  const version = parseVersion(release);
  if (version === null) throw new RangeError(`${release} is no release`);
  return version;
}

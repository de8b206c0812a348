import { mainline, readTrees, versionOf } from "./mainline.ts";
import type { Rule } from "./Rule.ts";
import { type RuleName, type Rules, ruleNames, rules, rulesWhere } from "./rules.ts";
import {
  compareVersions,
  isSameTree,
  mainlineOf,
  parseVersion,
  type Version,
  versionText,
} from "./Version.ts";

/** A mainline or stable release: a kernel to check. */
export interface Release {
  /** As rows have it: 6.6 of v6.6, 6.6.30. */
  readonly name: string;
  readonly rules: Rules;
  /** What nobody has looked up about it; null if nothing. */
  readonly caveat: string | null;
}

/** Why a name is none of a release that can be checked, and what to write instead. */
export interface Refusal {
  readonly refused: string;
  readonly advice: string;
  /** Is it not even written as a release is? */
  readonly isMistyped: boolean;
}

const [oldest] = mainline;
const newest = mainline[mainline.length - 1];
const known = `ptecheck knows mainline from ${oldest} to ${newest}, and their stable releases, as in 2.6.32, 6.6 or 6.1.192. See: npx ptecheck kernels.`;

/** The release of that name: 6.6, v6.6 or 6.6.30. */
export function releaseNamed(name: string): Release | Refusal {
  const version = parseVersion(name);
  if (version === null) return refusalOfName(name);
  const began = versionText(mainlineOf(version));
  if (mainline.includes(began)) {
    const has = rulesWhere((rule) => isIn(rule, version));
    return { name: versionText(version), rules: has, caveat: caveatOf(version) };
  }
  const isOlder = compareVersions(version, versionOf(oldest)) < 0;
  const isNewer = compareVersions(version, versionOf(newest)) > 0;
  const told = versionText(version);
  const refusal = { advice: known, isMistyped: false };
  if (isOlder) return { ...refusal, refused: `${told} is older than the model` };
  if (isNewer) {
    const advice = `${known} Nobody has looked what ${began} changed. To take it as ${newest}, say so: --kernel ${newest}.`;
    return { ...refusal, refused: `${told} is newer than what ptecheck knows`, advice };
  }
  return { ...refusal, refused: `there is no Linux ${began}` };
}

/** The rules of a release. @throws {RangeError} There is none of that name. */
export function rulesOf(name: string): Rules {
  const release = releaseNamed(name);
  if ("refused" in release) throw new RangeError(`unknown kernel: ${release.refused}`);
  return release.rules;
}

/** Did a release come with or after another? A stable one counts as what its tree began with. */
export function isSince(name: string, since: string): boolean {
  return compareVersions(mainlineOf(versionOf(name)), versionOf(since)) >= 0;
}

function refusalOfName(name: string): Refusal {
  const quoted = JSON.stringify(name);
  const refusal = { advice: known, isMistyped: false };
  if (/^v?\d+(\.\d+){1,3}-rc/.test(name)) {
    return { ...refusal, refused: `${quoted} lies between two releases` };
  }
  if (/^v?\d+(\.\d+){1,3}[-+]/.test(name)) {
    const refused = `${quoted} is a distribution's name, which hides the stable release`;
    return { ...refusal, refused };
  }
  return { ...refusal, refused: `unknown kernel ${quoted}`, isMistyped: true };
}

function isIn({ since, until, backports = [] }: Rule, version: Version): boolean {
  if (until !== undefined && compareVersions(mainlineOf(version), versionOf(until)) >= 0)
    return false;
  if (compareVersions(mainlineOf(version), versionOf(since)) >= 0) return true;
  return backports.some(({ release }) => {
    const first = versionOf(release);
    return isSameTree(first, version) && compareVersions(version, first) >= 0;
  });
}

/** Did the rule come after what the tree began with? */
function isLater({ since }: Rule, version: Version): boolean {
  return compareVersions(mainlineOf(version), versionOf(since)) < 0;
}

/** Of a stable release of which nobody has read the source: the rules that may have been backported. */
function caveatOf(version: Version): string | null {
  const tree = versionText(mainlineOf(version));
  const read = readTrees.map(versionOf).find((one) => isSameTree(one, version));
  const open = ruleNames.filter(
    (name) => isLater(rules[name], version) && !isIn(rules[name], version),
  );
  const isRead = read !== undefined && compareVersions(version, read) <= 0;
  if (version.patch === null || isRead || open.length === 0) return null;
  const upTo = read === undefined ? "" : ` after ${versionText(read)}`;
  return `nobody has read ${tree}.y${upTo} for backports of ${list(open)}; taken as without`;
}

function list(names: readonly RuleName[]): string {
  return names.join(", ");
}

/** A mainline release, or a stable one that began with it. */
export interface Version {
  /** Of mainline: 6.6, and until 2011 of three numbers, as in 2.6.27. */
  readonly release: readonly number[];
  /** Of a stable tree; null in mainline. */
  readonly patch: number | null;
}

/** 6.6, v6.6, 6.6.30, 2.6.27, 2.6.27.57; 6.6.0 is 6.6. Null if it is no such name. */
export function parseVersion(text: string): Version | null {
  const found = /^v?(2\.\d\.\d{1,2}|(?!2\.)\d{1,2}\.\d{1,2})(?:\.(\d{1,3}))?$/.exec(text);
  if (found === null) return null;
  const [, release, patch = "0"] = found;
  return {
    release: release.split(".").map(Number),
    patch: Number(patch) > 0 ? Number(patch) : null,
  };
}

/** As it is written in rows. */
export function versionText({ release, patch }: Version): string {
  return [...release, ...(patch === null ? [] : [patch])].join(".");
}

/** The mainline release that a stable tree began with; of a mainline release itself. */
export function mainlineOf(version: Version): Version {
  return { ...version, patch: null };
}

/** Did both begin with the same mainline release? */
export function isSameTree(a: Version, b: Version): boolean {
  return compareVersions(mainlineOf(a), mainlineOf(b)) === 0;
}

/** Below 0 if `a` came before `b`; 6.2 came before 6.12, 6.1.8 before 6.2, and 2.6.39 before 3.0. */
export function compareVersions(a: Version, b: Version): number {
  for (const [at, number] of a.release.entries()) {
    const difference = number - (b.release[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return (a.patch ?? 0) - (b.patch ?? 0);
}

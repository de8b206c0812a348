/** Linux `major.minor`, or `major.minor.patch` of a stable tree. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  /** Null in mainline. */
  readonly patch: number | null;
}

/** 6.6, v6.6, 6.6.30; 6.6.0 is 6.6. Null if it is no such name. */
export function parseVersion(text: string): Version | null {
  const found = /^v?(\d{1,2})\.(\d{1,2})(?:\.(\d{1,3}))?$/.exec(text);
  if (found === null) return null;
  const [major, minor, patch] = found.slice(1).map(Number);
  return { major, minor, patch: patch > 0 ? patch : null };
}

/** As it is written in rows. */
export function versionText({ major, minor, patch }: Version): string {
  return patch === null ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

/** The mainline release that a stable tree began with; of a mainline release itself. */
export function mainlineOf(version: Version): Version {
  return { ...version, patch: null };
}

/** Below 0 if `a` came before `b`; 6.2 came before 6.12, and 6.1.8 before 6.2. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || (a.patch ?? 0) - (b.patch ?? 0);
}

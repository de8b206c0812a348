import { describe, expect, it } from "vitest";
import { compiledOf, select } from "../../checks/index.ts";
import { crosscheck, missingFor, peers } from "../../crosscheck/index.ts";
import type { Compiled } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { twoAtOnce } from "./twoAtOnce.ts";

/** Scenario, mapping, kernels: of every family, small ones. Building each twice takes some two seconds of one core. */
const systems: readonly (readonly [string, string, ...string[]])[] = [
  ["zap-race", "shmem", "5.12", "6.1", "6.12"],
  ["zap-race", "write-notify", "6.1"],
  ["fork-shared", "shmem", "6.1"],
  ["fork-copied", "shmem", "6.1", "6.12"],
  ["fork-race", "shmem", "6.12"],
  ["fork-uffd-wp", "shmem-uffd-wp", "6.1", "6.12"],
  ["populate", "shmem", "6.1"],
  ["gup-write", "shmem", "6.12"],
  ["longterm-write", "write-notify-delalloc", "6.12"],
  ["fsync-process", "hookless", "6.1"],
  ["fsync-mapped", "write-notify", "6.1"],
  ["msync-mapped", "write-notify", "6.12"],
  ["msync-mapped", "hookless", "6.1"],
  ["msync-threads", "write-notify", "6.1"],
  ["zap-zap", "shmem", "6.1"],
  ["unmap-access", "shmem", "6.12"],
  ["unmap-madvise", "shmem-uffd-wp", "6.12"],
  ["journal-writes", "hookless-journal", "6.1"],
  ["journal-zap", "hookless-journal", "6.1"],
  ["journal-reference", "hookless-journal", "6.12"],
  ["gup-read", "anonymous", "5.12", "6.1"],
  ["gup-read", "private-file", "6.12"],
  ["clear-refs-shared", "write-notify", "6.1"],
  ["clear-refs-shared", "shmem", "6.12"],
  ["forced-shared", "shared-file-ro", "6.1"],
  ["mprotect-fsync", "write-notify", "6.12"],
  ["pin-read-threads", "anonymous", "6.1"],
  ["zap-zap", "anonymous", "6.1"],
];

const subjects = systems.flatMap(([scenario, mapping, ...kernels]) =>
  select({ scenarios: [scenario], mappings: [mapping], kernels }),
);

describe("shipped scenarios", () => {
  // Where one is missing this fails: a gate that skips is none.
  it("have SPIN and Rumur to be compared with", () => {
    expect(peers.map(({ name }) => name)).toEqual(["spin", "rumur"]);
    expect(peers.flatMap(missingFor)).toEqual([]);
  });

  it("are the same to SPIN and Rumur: states, transitions, every verdict", async () => {
    expect(subjects.length).toBeGreaterThanOrEqual(30);
    const found = await twoAtOnce(subjects, async (subject) => {
      const compiled = compiledOf(subject).compiled as Compiled;
      const { others } = await crosscheck(compiled, explore(compiled), peers);
      const { scenario, mapping, kernel } = subject;
      return others.map(({ engine, found: { states, seen }, differences }) => ({
        what: `${scenario.id} ${mapping} ${kernel} ${engine}`,
        isEmpty: states < 50 || seen.size === 0,
        differences,
      }));
    });
    const all = found.flat();
    expect(all.length).toBe(2 * subjects.length);
    expect(all.filter(({ isEmpty, differences }) => isEmpty || differences.length > 0)).toEqual([]);
  }, 600_000);
});

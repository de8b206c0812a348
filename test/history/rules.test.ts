import { describe, expect, it } from "vitest";
import { bugs } from "../../history/index.ts";
import { type RuleName, ruleNames } from "../../model/kernels/index.ts";
import { scenarios } from "../../scenarios/index.ts";

/** Rules that mended nothing that a law here is about, and what they are instead. */
const noFix: Partial<Record<RuleName, string>> = {
  msyncByTags: "msync() kept its promise before too: it walked the page tables",
  mkcleanFlushesFirst: "under the page-table lock, and nobody walks without it here",
  faultLocksPage: "it keeps truncation out, which is not modelled",
  hooklessLocks: "it keeps truncation out, which is not modelled",
  gupFast: "a faster way to the same references",
  gupFastRechecks: "until then interrupts that are off kept flushes out, which the model has too",
  upgradeWithoutFlush: "it saves a flush, and costs a spurious fault",
  faultAround: "it saves faults",
  munmapDowngrades: "it lets faults of other VMAs in",
  pinCount: "forkCopiesPinned leans on it: the variant pin-is-no-pin shows it",
  madvPopulate: "a new system call",
  uffdWpCopy: "a new use of userfaultfd",
  vmaLockFiles: "it lets faults in that fork keeps out, since forkLocksVmas",
  dontneedVmaLock: "it lets zaps in that fork keeps out, since forkLocksVmas",
  faultDirtiesPte: "it saves the CPU a walk",
};

describe("each rule of the kernels", () => {
  it("is seen by a verdict where it is taken back, or mended nothing", () => {
    const asText = scenarios.map(({ expects }) => JSON.stringify(expects)).join();
    const isSeen = (rule: RuleName) =>
      bugs.some(({ fix }) => fix.rule === rule) || asText.includes(`"${rule}"`);
    expect(ruleNames.filter((rule) => !isSeen(rule) && noFix[rule] === undefined)).toEqual([]);
    expect(ruleNames.filter((rule) => isSeen(rule) && noFix[rule] !== undefined)).toEqual([]);
  });
});

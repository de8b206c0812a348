import { describe, expect, it } from "vitest";
import {
  checkSystem,
  findInvariant,
  findScenario,
  subjectOf,
  withoutRule,
} from "../../checks/index.ts";
import { bugs } from "../../history/index.ts";
import { type RuleName, ruleNames } from "../../model/kernels/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { scenarios } from "../../scenarios/index.ts";

// What a release changed is seen if it is taken back: each rule by a bug of the history, or by a law here, or it is
// told why no verdict depends on it.

/** A law's verdict with the rule and without it. */
type Reverted = readonly [
  kernel: string,
  scenario: string,
  mapping: MappingName,
  law: string,
  verdicts: string,
];

const seen: Partial<Record<RuleName, Reverted>> = {
  dontneedReads: [
    "2.6.22",
    "zap-zap",
    "write-notify",
    "zap-leaves-no-translation",
    "violated → holds",
  ],
  faultLocksPage: ["2.6.23", "fsync", "write-notify", "fsync-durable", "holds → violated"],
  readFaultAllocates: ["2.6.24", "cow", "anonymous", "shared-frames-stay-clean", "vacuous → holds"],
  gupFast: ["5.9", "gup-fast-fork", "anonymous", "pinned-page-stays", "violated → holds"],
  clearRefsGathers: [
    "4.13",
    "clear-refs",
    "anonymous",
    "stale-translation-awaits-flush",
    "violated → holds",
  ],
  pinCount: ["6.12", "pin-fork", "anonymous", "private-memory-is-own", "holds → violated"],
  clearRefsLocksWrite: [
    "5.11",
    "forced-clear-refs",
    "anonymous",
    "private-memory-is-own",
    "holds → violated",
  ],
  uffdContinueDirties: [
    "5.16",
    "uffd-continue",
    "private-file-ro",
    "private-stores-stay-private",
    "violated → holds",
  ],
  uffdWpCopy: [
    "6.12",
    "fork-uffd-wp",
    "shmem-uffd-wp",
    "writable-implies-dirty",
    "violated → holds",
  ],
  uffdWpWritenotify: [
    "6.2",
    "fork-uffd-wp",
    "shmem-uffd-wp",
    "writable-implies-dirty-somewhere",
    "holds → violated",
  ],
  vmaLock: ["6.4", "fork-vma-lock", "anonymous", "private-memory-is-own", "violated → holds"],
};

/** Rules that no verdict here depends on, and why. */
const unseen: Partial<Record<RuleName, string>> = {
  msyncByTags: "msync() kept its promise before too: it walked the page tables",
  mkcleanFlushesFirst: "under the page-table lock, and nobody walks without it here",
  upgradeWithoutFlush: "it saves a flush, and costs a spurious fault",
  faultAround: "it saves faults",
  hooklessLocks: "it keeps truncation out, which is not modelled",
  gupFastRechecks: "until then interrupts that are off kept flushes out, which the model has too",
  munmapDowngrades: "it lets faults of other VMAs in",
  madvPopulate: "a new system call",
  vmaLockFiles: "it lets faults in that fork keeps out, since forkLocksVmas",
  faultDirtiesPte: "it saves the CPU a walk",
  dontneedVmaLock: "it lets zaps in that fork keeps out, since forkLocksVmas",
};

describe("a rule that is taken back", () => {
  it("is seen by a law, or it is told why not: once", () => {
    const mended = new Set(bugs.map(({ fix }) => fix.rule));
    const places = ruleNames.map((rule) => [
      rule,
      [mended.has(rule), rule in seen, rule in unseen].filter(Boolean).length,
    ]);
    expect(places.filter(([, count]) => count !== 1)).toEqual([]);
    // Nor does any scenario expect something because of it.
    const asText = scenarios.map(({ expects }) => JSON.stringify(expects)).join();
    expect(Object.keys(unseen).filter((rule) => asText.includes(`"${rule}"`))).toEqual([]);
  });

  it.each(Object.entries(seen))("%s: %j", (rule, [kernel, scenario, mapping, law, verdicts]) => {
    const found = [null, withoutRule(rule as RuleName)].map((proposal) => {
      const laws = [findInvariant(law)];
      const subject = subjectOf(findScenario(scenario), kernel, mapping, proposal, laws);
      return checkSystem(subject, { traces: false }).rows[0].verdict;
    });
    expect(found.join(" → ")).toBe(verdicts);
  });
});

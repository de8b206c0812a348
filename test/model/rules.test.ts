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

const unseen: Partial<Record<RuleName, string>> = {
  msyncByTags: "It saves a walk: PG_dirty says all.",
  mkcleanFlushesFirst: "The page-table lock is held throughout.",
  upgradeWithoutFlush: "It saves a flush: a stale translation faults once more.",
  faultAround: "It saves a wait for the page lock.",
  hooklessLocks: "It guards against truncation, which is left out.",
  gupFastRechecks: "Interrupts are off, so that a zap waits for it; against fork it is not enough.",
  munmapDowngrades: "It lets others run meanwhile, on a VMA that is gone.",
  madvPopulate: "It adds two operations.",
  vmaLockFiles: "It saves the mmap_lock.",
  faultDirtiesPte: "It saves a fault, or a walk by hardware.",
  dontneedVmaLock: "It saves the mmap_lock.",
};

describe("a rule that is taken back", () => {
  it("is seen by a law, or it is told why not: once", () => {
    const mended = new Set(bugs.map(({ fix }) => fix.rule));
    const places = ruleNames.map((rule) => [
      rule,
      [mended.has(rule), rule in seen, rule in unseen].filter(Boolean).length,
    ]);
    expect(places.filter(([, count]) => count !== 1)).toEqual([]);
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

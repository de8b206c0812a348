import { describe, expect, it } from "vitest";
import { checkSystem, findProposal, findScenario, subjectOf } from "../../checks/index.ts";
import { invariants } from "../../invariants/index.ts";
import type { KernelName } from "../../model/kernels.ts";
import { replaceStep } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings.ts";
import { write_cache_pages } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { brokenVariants } from "../../model/proposals/index.ts";

type Case = readonly [
  variant: string,
  scenario: string,
  mapping: MappingName,
  breaks: readonly string[],
  kernel?: KernelName,
];

/** What each broken variant breaks, of what holds without it, on 6.12 if no kernel is named. */
const cases: readonly Case[] = [
  [
    "reverse-rmap-order",
    "fork-copied",
    "write-notify",
    ["writable-implies-dirty-somewhere", "write-notify", "mkclean-complete"],
  ],
  [
    "reverse-rmap-order",
    "fsync",
    "write-notify",
    ["write-notify", "fsync-durable", "mkclean-complete"],
  ],
  [
    "writable-read-fault",
    "fork-shared",
    "write-notify",
    [
      "writable-implies-dirty",
      "writable-implies-dirty-somewhere",
      "write-notify",
      "mkclean-complete",
    ],
  ],
  [
    "mkclean-skips-flush",
    "fsync",
    "write-notify",
    ["no-lost-store", "fsync-durable", "mkclean-complete"],
  ],
  [
    "mkclean-skipped",
    "fsync",
    "write-notify",
    ["write-notify", "fsync-durable", "mkclean-complete"],
  ],
  ["mkclean-stops-early", "fork-shared", "write-notify", ["write-notify", "mkclean-complete"]],
  [
    "dirty-cleared-before-mkclean",
    "fork-copied",
    "write-notify",
    ["writable-implies-dirty-somewhere"],
  ],
  ["io-before-mkclean", "zap-fsync", "write-notify", ["no-lost-store", "fsync-durable"]],
  ["fork-clears-parent-dirty", "fork-copied", "shmem", ["no-lost-store", "fork-keeps-dirty"]],
  ["zap-drops-dirty", "zap-race", "shmem", ["no-lost-store"]],
  [
    "rmap-before-flush",
    "zap-race",
    "write-notify",
    ["no-lost-store", "mkclean-complete", "unmapped-has-no-writable-tlb"],
  ],
  ["mkwrite-dirties-late", "zap-fsync", "write-notify", ["fsync-durable"]],
  ["fault-unlocks-before-dirty", "gup-write", "write-notify", ["write-notify"]],
  ["gup-release-forgets-dirty", "gup-write", "write-notify", ["no-lost-store"]],
  ["no-rewalk", "zap-race", "shmem", ["no-lost-store"]],
  ["zap-skips-flush", "zap-race", "write-notify", ["zap-leaves-no-translation"]],
  ["zap-skips-flush", "unmap-access", "shmem", ["zap-leaves-no-translation"]],
  ["munmap-skips-finish", "unmap-access", "shmem", ["zap-leaves-no-translation"]],
  ["nested-zap-skips-flush", "zap-zap", "write-notify", ["zap-leaves-no-translation"]],
  ["zap-unlocks-before-rmap", "zap-zap", "shmem", ["mapcount-is-present-ptes"]],
  ["writeback-clears-tag", "fsync-two", "write-notify", ["fsync-durable", "tag-follows-dirty"]],
  ["writeback-keeps-tag", "zap-race", "write-notify", ["tag-follows-dirty"]],
  ["fault-keeps-mmap-lock", "zap-zap", "shmem", ["locks-balanced"]],
  ["no-foll-touch", "populate", "shmem", ["populate-write-dirties"]],
];

function violated(scenario: string, mapping: MappingName, kernel: KernelName, variant?: string) {
  const proposal = variant === undefined ? null : findProposal(variant);
  const { rows } = checkSystem(subjectOf(findScenario(scenario), kernel, mapping, proposal));
  return rows.filter(({ verdict }) => verdict === "violated").map(({ property }) => property);
}

describe("a broken variant is refuted", () => {
  it.each(cases.map((one) => ({ one })))("$one.0, in $one.1 on $one.2", ({ one }) => {
    const [variant, scenario, mapping, breaks, kernel = "6.12"] = one;
    const before = violated(scenario, mapping, kernel);
    const after = violated(scenario, mapping, kernel, variant);
    expect(after.filter((id) => !before.includes(id))).toEqual(breaks);
  });
});

describe("green is not empty", () => {
  it("every invariant is seen to fail", () => {
    const seen = new Set(cases.flatMap(([, , , breaks]) => breaks));
    expect(invariants.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });

  it("every broken variant is tried", () => {
    const tried = new Set(cases.map(([variant]) => variant));
    expect(brokenVariants.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });

  it("a deadlock is found, told with a trace, and not met", () => {
    const forgetful: Proposal = {
      id: "writeback-forgets-lock",
      what: "writeback does not drop the folio lock",
      why: "to see a deadlock",
      changes: [replaceStep(write_cache_pages, "unlock_page", () => "done")],
    };
    const subject = subjectOf(findScenario("fsync"), "6.12", "write-notify", forgetful);
    const row = checkSystem(subject).rows.find(({ property }) => property === "deadlock");
    expect(row).toMatchObject({ verdict: "deadlock", met: false });
    expect(row?.trace?.last.PG_locked).toMatch(/parent|flusher/);
  });

  it("an invariant that never says anything is vacuous, and not met", () => {
    const [invariant] = invariants.filter(({ id }) => id === "fork-keeps-dirty");
    const subject = subjectOf(findScenario("zap-race"), "6.12", "shmem", null, [invariant]);
    expect(checkSystem(subject).rows).toMatchObject([{ verdict: "vacuous", met: false }]);
  });

  it("a search that stops at a bound never says that something holds", () => {
    const subject = subjectOf(findScenario("zap-race"), "6.12", "write-notify", null);
    const verdicts = checkSystem(subject, { maxStates: 1000 }).rows.map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(["incomplete"]));
  });
});

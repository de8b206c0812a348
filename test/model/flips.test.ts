import { describe, expect, it } from "vitest";
import { checkSystem, findScenario, subjectOf } from "../../checks/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";

// Where a law begins to hold is where the kernel was mended: the release before is refuted.

const flips: readonly [
  scenario: string,
  MappingName,
  law: string,
  refuted: string,
  holds: string,
][] = [
  ["dirty-cow", "private-file-ro", "private-stores-stay-private", "4.8", "4.9"],
  ["zap-zap", "shmem", "zap-leaves-no-translation", "4.12", "4.13"],
  ["vmsplice-child", "anonymous", "gup-reference-is-isolated", "5.7", "5.8"],
  ["vmsplice-parent", "anonymous", "gup-reference-is-isolated", "5.8", "5.9"],
  ["pin-fork", "anonymous", "pinned-page-stays", "5.8", "5.9"],
  ["pin-fork", "anonymous", "private-memory-is-own", "5.8", "5.9"],
  ["gup-fast-fork", "anonymous", "pinned-page-stays", "5.10", "5.11"],
  ["pin-read", "anonymous", "pinned-page-stays", "6.1", "6.2"],
  ["zap-race", "shmem", "unmapped-has-no-writable-tlb", "6.1", "6.2"],
];

/** What a law's row says on a kernel, and that the scenario expects just that. */
function verdictOf(id: string, mapping: MappingName, law: string, kernel: string) {
  const subject = subjectOf(findScenario(id), kernel, mapping, null);
  const { rows } = checkSystem(subject, { traces: false });
  const row = rows.find(({ property }) => property === law);
  return [row?.verdict, row?.met];
}

describe("a law begins to hold where the kernel was mended", () => {
  it.each(flips)("%s on %s, %s: %s, %s", (scenario, mapping, law, refuted, holds) => {
    expect(verdictOf(scenario, mapping, law, refuted)).toEqual(["violated", true]);
    expect(verdictOf(scenario, mapping, law, holds)).toEqual(["holds", true]);
  });
});

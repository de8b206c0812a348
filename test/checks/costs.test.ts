import { describe, expect, it } from "vitest";
import {
  type Costs,
  costsOf,
  findProposal,
  findScenario,
  type ScriptLine,
  subjectOf,
  walkThreads,
} from "../../checks/index.ts";
import { replaceStep } from "../../model/current.ts";
import { blocked } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { madvise_dontneed } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { type Scenario, systemOf } from "../../scenarios/index.ts";

function costs(
  scenario: string | Scenario,
  mapping: MappingName,
  proposal: string | Proposal | null,
): Omit<Costs, "states"> {
  const found = typeof scenario === "string" ? findScenario(scenario) : scenario;
  const change = typeof proposal === "string" ? findProposal(proposal) : proposal;
  const { states, ...rest } = costsOf(subjectOf(found, "6.12", mapping, change), 7);
  expect(states).toBe(7);
  return rest;
}

describe("what one run in plain order costs", () => {
  it("has the page faults that write-protection at fork adds", () => {
    const today = { pageFaults: 1, tlbFlushes: 2, ipis: 0, writebacks: 0, stuck: null };
    expect(costs("fork-copied", "shmem", null)).toEqual(today);
    expect(costs("fork-copied", "shmem", "fork-write-protects")).toEqual({
      ...today,
      pageFaults: 2,
    });
  });

  it("counts page faults as a walk of the same operations does", () => {
    const { threads } = findScenario("zap-race");
    const script = threads.flatMap(({ name, program }) =>
      program.map((operation): ScriptLine => `${name} ${operation}`),
    );
    const system = systemOf(findScenario("zap-race"), "6.12", "shmem", []);
    const walked = walkThreads(system, script).map(({ faults }) => faults);
    expect(walked.reduce((sum, faults) => sum + faults, 0)).toBe(
      costs("zap-race", "shmem", null).pageFaults,
    );
  });

  it("has the flushes of writeback, and who they must reach", () => {
    const today = costs("fsync", "write-notify", null);
    const without = costs("fsync", "write-notify", "mkclean-skips-flush");
    expect(today).toEqual({ pageFaults: 2, tlbFlushes: 4, ipis: 1, writebacks: 2, stuck: null });
    expect(without).toEqual({ ...today, tlbFlushes: 2, ipis: 0 });
  });

  it("counts no IPI where the mm runs on the flusher's own CPU only", () => {
    const { threads, ...rest } = findScenario("zap-race");
    const here = { ...rest, threads: threads.map((thread) => ({ ...thread, cpu: 0 })) };
    const there = costs("zap-race", "shmem", null);
    expect(there).toMatchObject({ tlbFlushes: 1, ipis: 1 });
    expect(costs(here, "shmem", null)).toEqual({ ...there, ipis: 0 });
  });

  it("says where it ends early, and what it has cost until then", () => {
    const waits: Proposal = {
      id: "waits",
      what: "w",
      why: "y",
      changes: [replaceStep(madvise_dontneed, "tlb_finish_mmu", () => blocked)],
    };
    expect(costs("zap-race", "shmem", waits)).toMatchObject({
      pageFaults: 1,
      stuck: "zapper: madvise_dontneed",
    });
    const loops = {
      ...waits,
      changes: [replaceStep(madvise_dontneed, "tlb_finish_mmu", () => "tlb_finish_mmu")],
    };
    expect(costs("zap-race", "shmem", loops).stuck).toBe("zapper: madvise_dontneed");
  });
});

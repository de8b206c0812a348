import { describe, expect, it } from "vitest";
import {
  apartOf,
  findProposal,
  findScenario,
  type Subject,
  subjectOf,
} from "../../checks/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { replaceStep } from "../../model/current.ts";
import { blocked, type Change } from "../../model/language/index.ts";
import { store, zap_pte_range } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { systemOf } from "../../scenarios/index.ts";

const zapRace = (proposal: Proposal) =>
  subjectOf(findScenario("zap-race"), "6.12", "shmem", proposal);

const own = (...changes: Change[]): Proposal => ({ id: "own", what: "w", why: "y", changes });

/** What memory holds in each state that the reference reaches, with the length of the shortest run to it. */
function contentsOf({ scenario, kernel, mapping, proposal }: Subject): Map<string, number> {
  const reference = new Reference(systemOf(scenario, kernel, mapping, [], proposal));
  const keyOf = (state: typeof reference.initial) => JSON.stringify(reference.content(state));
  const known = new Set([keyOf(reference.initial)]);
  const found = new Map<string, number>();
  let level = [reference.initial];
  for (let depth = 0; level.length > 0; depth += 1) {
    for (const state of level) {
      const held = JSON.stringify(reference.content(state).s);
      if (!found.has(held)) found.set(held, depth);
    }
    level = level
      .flatMap((state) => reference.successors(state))
      .flatMap(({ outcome }) => (outcome.kind === "taken" ? [outcome.after] : []))
      .filter((state) => {
        const key = keyOf(state);
        return !known.has(key) && known.add(key);
      });
  }
  return found;
}

describe("where a proposal makes a difference that no verdict shows", () => {
  it("is the shortest run to a state that is never reached without it, as the reference has it", () => {
    const subject = zapRace(findProposal("fault-keeps-mmap-lock"));
    const before = contentsOf({ ...subject, proposal: null });
    const lengths = [...contentsOf(subject)].flatMap(([held, depth]) =>
      before.has(held) ? [] : [depth],
    );
    const { reached, trace } = apartOf(subject);
    expect(reached).toBe("with");
    expect(trace?.steps).toHaveLength(Math.min(...lengths));
    expect(trace).toMatchObject({
      property: "same-states",
      end: "violated",
      proposal: "fault-keeps-mmap-lock",
    });
  });

  it("is the PTE that fork write-protects", () => {
    const copied = findScenario("fork-copied");
    const change = findProposal("fork-write-protects");
    const { reached, trace } = apartOf(subjectOf(copied, "6.12", "shmem", change));
    expect(reached).toBe("with");
    expect(trace?.steps.at(-1)).toMatchObject({ procedure: "dup_mmap", step: "copy_present_pte" });
  });

  it("is what is never reached any more, if nothing is new", () => {
    const none = own(replaceStep(store, "access", () => blocked));
    const { reached, trace } = apartOf(zapRace(none));
    expect(reached).toBe("without");
    expect(trace?.proposal).toBeNull();
    // Only stores take this fault.
    expect(trace?.steps.at(-1)).toMatchObject({ procedure: "do_shared_fault", step: "__do_fault" });
  });

  it("is nowhere, if a step does what it did", () => {
    const same = own(replaceStep(zap_pte_range, "set_page_dirty", (c, original) => original(c)));
    expect(apartOf(zapRace(same))).toEqual({ reached: "nowhere", trace: null });
  });

  it("is not looked for in more states than one asks for", () => {
    const none = own(replaceStep(store, "access", () => blocked));
    expect(apartOf(zapRace(none), 100)).toEqual({ reached: "unknown", trace: null });
  });
});

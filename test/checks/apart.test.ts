import { describe, expect, it } from "vitest";
import {
  Differences,
  findProposal,
  findScenario,
  type Subject,
  subjectOf,
} from "../../checks/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import type { Bounds, Progress } from "../../explorer/search/index.ts";
import { replaceStep } from "../../model/current.ts";
import { blocked, type Change } from "../../model/language/index.ts";
import { store, zap_pte_range } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { renderTrace } from "../../render/index.ts";
import { systemOf } from "../../scenarios/index.ts";

const zapRace = (proposal: Proposal) =>
  subjectOf(findScenario("zap-race"), "6.12", "shmem", proposal);

const apartOf = (subject: Subject, bounds: Bounds = {}) => new Differences(bounds).of(subject);

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
      end: "differs",
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
    expect(apartOf(zapRace(none), { maxStates: 100 })).toEqual({ reached: "unknown", trace: null });
  });

  it("says so of memory, and calls it no violation", () => {
    const { trace } = apartOf(zapRace(findProposal("fault-keeps-mmap-lock")));
    const text = trace === null ? "" : renderTrace(trace);
    expect(text).toMatch(/^same-states: differs \(zap-race, /);
    expect(text).toContain("Differs: Memory never holds this without fault-keeps-mmap-lock.");
    expect(text).not.toMatch(/violat/i);
  });

  it("is searched no further than to the first, and once where kernels agree", () => {
    const fork = (kernel: string) =>
      subjectOf(findScenario("fork-copied"), kernel, "shmem", findProposal("fork-write-protects"));
    const differences = new Differences();
    const seen: Progress[] = [];
    const first = differences.of(fork("6.2"), (progress) => seen.push(progress));
    const depth = first.trace?.steps.length ?? 0;
    // The first search is of the kernel as it is: to its end.
    const [whole, after] = [
      seen.findLastIndex(
        (progress, at) => seen[at + 1]?.depth !== progress.depth + 1 && at < seen.length - 1,
      ),
      seen.length - 1,
    ];
    expect(seen[after].depth).toBe(depth);
    expect(seen[whole].depth).toBeGreaterThan(depth);
    const again = differences.of(fork("6.3"), () => expect.unreachable());
    expect(again.trace?.steps).toEqual(first.trace?.steps);
    expect(again.trace?.kernel).toBe("6.3");
  });
});

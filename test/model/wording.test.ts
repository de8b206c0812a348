import { describe, expect, it } from "vitest";
import { type Subject, select } from "../../checks/index.ts";
import { replay } from "../../counterexamples/index.ts";
import { Reference, type ReferenceStep } from "../../explorer/reference/index.ts";
import { replaceStep } from "../../model/current.ts";
import { type AnyProcedure, passesOn } from "../../model/language/index.ts";
import * as operations from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { systemOf } from "../../scenarios/index.ts";
import { oldSubjects } from "./oldSubjects.ts";
import { reachable } from "./reachable.ts";

// Every branch that some scenario takes is run on the reference, and what is said of it is held against
// what it did: each function it names was called, and it claims a change only where there was one.

/** A branch that was taken: what was said of it, and what it did. */
interface Taken {
  readonly step: ReferenceStep;
  readonly next: string;
  readonly said: string | typeof passesOn | undefined;
  readonly isChange: boolean;
}

/** What a text claims a change with. (A store is one, also where all copies were older before it.) */
const claim =
  /\b(sets|clears|makes|maps|copies|writes|puts|detaches|links|submitted|begins|returns)\b/;
/** What it says that nothing was. */
const denial = /\b(nothing|no|already|fails|is false|waits for ever)\b/;

const nameOf = ({ step: { procedure, step }, next }: Taken) =>
  `${procedure.name}.${step} → ${next}`;

/** The functions that a text names with parentheses. */
const namedIn = (text: string) => [...text.matchAll(/(\w+)\(\)/g)].map(([, name]) => name);

/** What is wrong with what is said of a branch; null if nothing is. */
function faultOf(taken: Taken): string | null {
  const { step, next, said, isChange } = taken;
  if (said === undefined) return `${nameOf(taken)}: nothing is said`;
  if (said === passesOn)
    return isChange ? `${nameOf(taken)}: passes on, and changes something` : null;
  const { name, source } = step.procedure;
  const ran = [...step.calls.map((call) => call.name), ...namedIn(source), name, next];
  const absent = namedIn(said).find((one) => !ran.includes(one));
  if (absent !== undefined) return `${nameOf(taken)}: "${said}", but did not call ${absent}()`;
  if (isChange && denial.test(said) && namedIn(said).length === 0) {
    return `${nameOf(taken)}: "${said}", but something changed`;
  }
  return !isChange && claim.test(said) ? `${nameOf(taken)}: "${said}", but nothing changed` : null;
}

/** How often each edge is looked at, on each mapping. */
const timesEach = 4;

/** Every branch of a system, some times each, as long as it was not looked at often enough. */
function branchesOf(
  { scenario, kernel, mapping, proposal }: Subject,
  seen: Map<string, number> = new Map(),
): Taken[] {
  const system = systemOf(scenario, kernel, mapping, [], proposal);
  const reference = new Reference(system);
  return [...reachable(system)].flatMap(({ edge, moves }) => {
    const key = `${mapping}, ${edge}`;
    const times = seen.get(key) ?? 0;
    if (times === timesEach) return [];
    seen.set(key, times + 1);
    const { states, steps } = replay(reference as Reference, moves);
    const step = steps[steps.length - 1];
    const before = states[steps.length - 1];
    if (step.outcome.kind !== "taken") return [];
    const { after, next } = step.outcome;
    const isChange = JSON.stringify(before.s) !== JSON.stringify(after.s);
    return [{ step, next, said: reference.says(before, step), isChange }];
  });
}

describe("what is said of a step", () => {
  const seen = new Map<string, number>();
  const all = [...select({}), ...oldSubjects].flatMap((subject) => branchesOf(subject, seen));

  it("is true of every branch that a scenario takes", () => {
    expect(all.length).toBeGreaterThan(1000);
    expect([...new Set(all.map(faultOf).filter((fault) => fault !== null))]).toEqual([]);
  });

  it("fits a line", () => {
    const long = all
      .map(({ said }) => said)
      .filter((said) => typeof said === "string" && said.length > 56);
    expect([...new Set(long)]).toEqual([]);
  });

  it("speaks of no branch that no scenario takes", () => {
    const taken = new Set(all.map(nameOf));
    const idle = Object.values<unknown>(operations).flatMap((value) => {
      const { name, says = {} } = value as AnyProcedure;
      return Object.entries(says).flatMap(([step, wording]) =>
        typeof wording !== "object"
          ? []
          : Object.keys(wording)
              .map((next) => `${name}.${step} → ${next}`)
              .filter((branch) => !taken.has(branch)),
      );
    });
    expect(idle).toEqual([]);
  });
});

describe("the test above", () => {
  const faultsOf = (says: string | typeof passesOn, isQuiet = false) => {
    const [subject] = select({ scenarios: ["zap-race"], kernels: ["6.12"], mappings: ["shmem"] });
    const change = replaceStep(
      operations.zap_pte_range,
      isQuiet ? "pte_unmap_unlock" : "set_page_dirty",
      (context, original) => original(context),
      says,
    );
    const proposal: Proposal = { id: "said", what: "", why: "", changes: [change] };
    const taken = branchesOf({ ...subject, proposal });
    return [...new Set(taken.map(faultOf).filter((fault) => fault !== null))];
  };

  it("fails where a function is named that was not called", () => {
    expect(faultsOf("folio_mark_dirty()")).toEqual([]);
    expect(faultsOf("set_pte_at()")).toEqual([
      'zap_pte_range.set_page_dirty → tlb_flush_mmu_tlbonly: "set_pte_at()", but did not call set_pte_at()',
    ]);
  });

  it("fails where a change is claimed or denied, and is none or one", () => {
    expect(faultsOf("sets PG_dirty")).toEqual([
      'zap_pte_range.set_page_dirty → tlb_flush_mmu_tlbonly: "sets PG_dirty", but nothing changed',
    ]);
    expect(faultsOf("nothing to do", true)[0]).toContain('"nothing to do", but something changed');
    expect(faultsOf(passesOn, true)[0]).toContain("passes on, and changes something");
  });
});

import { describe, expect, it } from "vitest";
import { compared } from "../../checks/compared.ts";
import {
  check,
  findProposal,
  findScenario,
  isChanged,
  type Row,
  type Selection,
} from "../../checks/index.ts";
import { exitCodeOf } from "../../cli/exitCodes.ts";
import { replaceStep } from "../../model/current.ts";
import { dup_mmap, zap_pte_range } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import type { Switches } from "../../model/Switches.ts";

const plain = { traces: false };

function own(more: Partial<Proposal>): Proposal {
  return { id: "own", what: "w", why: "y", ...more };
}

const flips = (switches: Partial<Switches>) => own({ switches });

const zapShmem: Selection = { scenarios: ["zap-race"], kernels: ["6.12"], mappings: ["shmem"] };

const zap = (proposal: Proposal | string, more: Selection = {}) =>
  check(
    { scenarios: ["zap-race"], kernels: ["6.12"], mappings: ["shmem"], ...more, proposal },
    plain,
  );

const gainedIn = (rows: readonly Row[], without: readonly Row[]) =>
  compared(rows, without)
    .filter(({ property }) => property === "deadlock")
    .some(isChanged);

const verdicts = (rows: readonly Row[]) => new Set(rows.map(({ verdict }) => verdict));

describe("a proposal that a system does not use", () => {
  it("shows nothing, whatever is found", () => {
    const rows = zap("fork-keeps-accessed", {
      kernels: ["6.1"],
      mappings: ["write-notify"],
      invariants: ["no-lost-store"],
    });
    expect(rows).toMatchObject([
      { before: "violated", verdict: "vacuous", met: false, trace: null },
    ]);
  });

  it.each([
    ["that nobody asks for", flips({ forkWriteProtects: true }), "forkWriteProtects"],
    ["that is so anyway", flips({ delayRmap: true }), "delayRmap"],
  ])("may set a switch %s", (_, proposal, name) => {
    const rows = zap(proposal);
    expect(verdicts(rows)).toEqual(new Set(["vacuous"]));
    expect(rows.every(({ met }) => !met)).toBe(true);
    expect(rows[0].unused).toEqual([{ proposal: "own", names: [name], isWhole: true }]);
    expect(exitCodeOf(rows)).toBe(1);
  });

  it("is another one if the switch is asked for, or changes what the mapping tells", () => {
    expect(verdicts(zap(flips({ delayRmap: false })))).not.toContain("vacuous");
    const rows = zap(flips({ copySharedPtes: true }), { scenarios: ["fork-shared"] });
    expect(rows[0].unused).toEqual([]);
  });

  it("is told by kernel: a switch may be so anyway on one only", () => {
    const rows = zap(flips({ delayRmap: true }), { kernels: ["6.1", "6.12"] });
    const unused = rows.map(({ kernel, unused: [one] }) => `${kernel} ${one?.names}`);
    expect(new Set(unused)).toEqual(new Set(["6.1 undefined", "6.12 delayRmap"]));
  });

  it("is told by step, if the rest of it is used", () => {
    const same = replaceStep(zap_pte_range, "set_page_dirty", (c, original) => original(c));
    const never = replaceStep(dup_mmap, "copy_present_pte", (c, original) => original(c));
    const rows = zap(own({ changes: [same, never], switches: { forkWriteProtects: true } }));
    expect(verdicts(rows)).toEqual(new Set(["holds"]));
    expect(rows[0].unused).toEqual([
      {
        proposal: "own",
        names: ["forkWriteProtects", "dup_mmap.copy_present_pte"],
        isWhole: false,
      },
    ]);
  });
});

describe("several proposals of which one is not used", () => {
  const [used, never] = [findProposal("zap-drops-dirty"), findProposal("fork-keeps-accessed")];
  const laws = ["no-lost-store", "mapcount-is-present-ptes"];
  const rowsOf = (proposal: readonly Proposal[]) =>
    check({ ...zapShmem, invariants: laws, proposal }, plain).map(({ verdict }) => verdict);

  it("show what is wrong, and nothing that is well", () => {
    expect(rowsOf([used])).toEqual(["violated", "holds"]);
    expect(rowsOf([used, never])).toEqual(["violated", "vacuous"]);
    expect(rowsOf([never])).toEqual(["vacuous", "vacuous"]);
  });
});

describe("what a proposal is judged by", () => {
  const zapRace = findScenario("zap-race");

  it("is what was so before, not what the scenario expects of a kernel", () => {
    const selection = {
      scenarios: [{ ...zapRace, id: "mine", expects: [{ violated: "no-lost-store" as const }] }],
      invariants: ["no-lost-store"],
    };
    const [row] = zap("zap-drops-dirty", selection);
    expect(row).toMatchObject({
      before: "holds",
      verdict: "violated",
      expected: "violated",
      met: false,
    });
  });

  it("is nothing, if it changes nothing, be it expected or not", () => {
    const same = own({
      changes: [replaceStep(zap_pte_range, "set_page_dirty", (c, original) => original(c))],
    });
    const selection = {
      scenarios: [{ ...zapRace, id: "mine", expects: [] }],
      kernels: ["6.1"],
      mappings: ["write-notify"],
      invariants: ["no-lost-store"],
    };
    const [row] = zap(same, selection);
    expect(row).toMatchObject({
      before: "violated",
      verdict: "violated",
      expected: "holds",
      met: true,
    });
  });
});

describe("verdicts on both sides", () => {
  it("have a row for an end of runs that only one of them has", () => {
    const today = zap("zap-drops-dirty");
    const stuck: Row = {
      ...today[0],
      property: "deadlock",
      verdict: "deadlock",
      expected: "never",
    };
    const rows = [...today, stuck];
    expect(compared(rows, today).at(-1)).toMatchObject({ ...stuck, before: "never", met: false });
    const cured = compared(today, rows).at(-1);
    expect(cured).toMatchObject({
      property: "deadlock",
      before: "deadlock",
      verdict: "never",
      met: true,
    });
    expect(compared(rows, rows).at(-1)).toMatchObject({ before: "deadlock", met: true });
    const cut = today.map((row): Row => ({ ...row, bound: "states" }));
    const unknown = compared(cut, rows).at(-1);
    expect(unknown).toMatchObject({ before: "deadlock", verdict: "incomplete", met: false });
    expect([gainedIn(rows, today), gainedIn(today, rows), gainedIn(cut, rows)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("are no change where one is incomplete", () => {
    const [whole] = zap("zap-drops-dirty");
    const bounded = { ...plain, maxStates: 20 };
    const rows = check({ ...zapShmem, proposal: "zap-drops-dirty" }, bounded);
    expect(whole.costs?.before.states).toBeGreaterThan(20);
    expect(rows.some(({ verdict }) => verdict === "incomplete")).toBe(true);
    expect(rows.filter(isChanged)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import {
  checkAll,
  type Matrix,
  matrixOf,
  onlyAsked,
  renewed,
  select,
  whyFlipped,
} from "../../checks/index.ts";
import { flipsOf, predecessorOf } from "../../checks/releases/flipsOf.ts";
import { smallestSets } from "../../checks/releases/smallestSets.ts";
import { keyKernels, mainline, releaseNamed } from "../../model/kernels/index.ts";
import { matrixText } from "../../render/releases/index.ts";

function matrix(selection: Parameters<typeof select>[0]): Matrix {
  const subjects = select(selection);
  const results = [...checkAll(subjects, { traces: false })];
  return matrixOf(results, (flipped) => whyFlipped(flipped, subjects));
}

/** What flips where, and the rules of each set that make it so. */
const told = ({ flips }: Matrix) =>
  flips.map(({ law, scenario, from, to, before, after, by: { sets } }) =>
    [
      law,
      scenario,
      `${from} ${before}`,
      `${to} ${after}`,
      sets.map((set) => set.map(({ rule }) => rule).join("+")).join(),
    ].join(", "),
  );

describe("the kernels that matter", () => {
  it("are known, each once, mainline ones in order and stable ones last", () => {
    expect(keyKernels.length).toBeGreaterThan(15);
    expect(new Set(keyKernels).size).toBe(keyKernels.length);
    for (const name of keyKernels) expect(releaseNamed(name)).toMatchObject({ name, caveat: null });
    const places = keyKernels.map((name) => mainline.indexOf(name));
    const isStable = places.map((at) => at < 0);
    expect(isStable).toEqual([...isStable].sort());
    expect(places.filter((at) => at >= 0)).toEqual(
      places.filter((at) => at >= 0).sort((a, b) => a - b),
    );
  });
});

describe("a matrix", () => {
  it("names the rule that mended what was violated: Dirty COW", () => {
    const made = matrix({
      scenarios: ["dirty-cow"],
      invariants: ["private-stores-stay-private"],
      kernels: ["4.9", "4.8"],
    });
    expect(made.kernels).toEqual(["4.8", "4.9"]);
    expect(told(made)).toEqual([
      "private-stores-stay-private, dirty-cow, 4.8 violated, 4.9 holds, follCow",
    ]);
    expect(made.unmet).toEqual([]);
  });

  it("folds over scenarios: violated where one violates it", () => {
    const kernels = ["6.1", "6.2", "6.1.192"];
    const made = matrix({
      scenarios: ["zap-race", "fsync-two"],
      mappings: ["write-notify"],
      invariants: ["no-lost-store"],
      kernels,
    });
    const [{ laws }] = made.mappings;
    expect(made.kernels).toEqual(["6.1", "6.2", "6.1.192"]);
    expect(laws).toEqual([
      {
        law: "no-lost-store",
        verdicts: ["violated", "holds", "violated"],
        scenarios: [
          { scenario: "zap-race", verdicts: ["violated", "holds", "violated"] },
          { scenario: "fsync-two", verdicts: ["holds", "holds", "holds"] },
        ],
      },
    ]);
    expect(told(made)).toEqual(["no-lost-store, zap-race, 6.1 violated, 6.2 holds, delayRmap"]);
  });

  it("compares a stable release with what its tree began with, and names the backport", () => {
    const made = matrix({
      scenarios: ["fork-uffd-wp"],
      invariants: ["writable-implies-dirty-somewhere"],
      kernels: ["6.1", "6.1.192"],
    });
    expect(told(made)).toEqual([
      "writable-implies-dirty-somewhere, fork-uffd-wp, 6.1 violated, 6.1.192 holds, uffdWpWritenotify",
    ]);
    const [{ by }] = made.flips;
    expect(by.sets[0][0].since).toBe("6.1.8");
  });

  it("tells a verdict that its scenario does not expect", () => {
    const subjects = select({
      scenarios: ["zap-race"],
      mappings: ["write-notify"],
      invariants: ["no-lost-store"],
      kernels: ["6.1"],
    }).map((subject) => ({ ...subject, scenario: { ...subject.scenario, expects: [] } }));
    const made = matrixOf([...checkAll(subjects, { traces: false })], (flipped) =>
      whyFlipped(flipped, subjects),
    );
    expect(made.unmet).toEqual([
      {
        scenario: "zap-race",
        kernel: "6.1",
        mapping: "write-notify",
        property: "no-lost-store",
        verdict: "violated",
        expected: "holds",
      },
    ]);
    expect(matrixText(made)).toContain(
      "zap-race, 6.1, write-notify: no-lost-store is violated, expected holds",
    );
  });
});

describe("a matrix that is known", () => {
  const kernels = ["6.1", "6.2"];
  const selection = { mappings: ["shmem"], invariants: ["unmapped-has-no-writable-tlb"], kernels };
  const all = onlyAsked(select(selection));
  const whole = matrix({ ...selection, scenarios: ["zap-race", "unmap-access", "unmap-madvise"] });

  it("is the same with some scenarios searched anew, and takes what these say now", () => {
    const fresh = matrix({ ...selection, scenarios: ["unmap-access"] });
    expect(renewed(whole, fresh, all)).toEqual(whole);
    const [one] = fresh.mappings[0].laws;
    const otherwise = one.scenarios.map((line) => ({
      ...line,
      verdicts: ["holds", "violated"] as const,
    }));
    const laws = [{ ...one, scenarios: otherwise }];
    const changed = { ...fresh, mappings: [{ ...fresh.mappings[0], laws }], flips: [] };
    const made = renewed(whole, changed, all);
    expect(made.mappings[0].laws[0].verdicts).toEqual(["violated", "violated"]);
    expect(made.flips.map(({ scenario }) => scenario)).toEqual(["zap-race", "unmap-madvise"]);
  });

  it("forgets what nobody asks any more, and refuses to leave out what is new", () => {
    const fresh = matrix({ ...selection, scenarios: ["unmap-access"] });
    const fewer = all.filter(({ scenario }) => scenario.id !== "zap-race");
    const left = renewed(whole, fresh, fewer).mappings[0].laws[0].scenarios;
    expect(left.map(({ scenario }) => scenario)).toEqual(["unmap-access", "unmap-madvise"]);
    const poor = matrix({ ...selection, scenarios: ["zap-race"] });
    expect(() => renewed(poor, fresh, all)).toThrow("there are new laws of unmap-madvise");
    expect(() => renewed({ ...whole, kernels: ["6.1"] }, fresh, all)).toThrow(
      "there are new kernels",
    );
  });
});

describe("flips", () => {
  const line = { law: "law", scenario: "scenario", mapping: "shmem" as const };
  const none = { sets: [], isExhaustive: true };

  it("are between a kernel and the mainline one before it, both ways; not where nobody asked", () => {
    const kernels = ["5.7", "5.8", "5.9", "5.12", "6.1.192"];
    const verdicts = ["not asked", "violated", "holds", "violated", "holds"] as const;
    const found = flipsOf([{ ...line, verdicts }], kernels, () => none);
    expect(found.map(({ from, to, before, after }) => [from, to, before, after])).toEqual([
      ["5.8", "5.9", "violated", "holds"],
      ["5.9", "5.12", "holds", "violated"],
      ["5.12", "6.1.192", "violated", "holds"],
    ]);
    expect(predecessorOf("6.1.192", ["6.0", "6.1", "6.2"])).toBe("6.1");
  });

  it("that no rule explains are told so", () => {
    const kernels = ["6.12", "6.18"];
    const verdicts = ["holds", "violated"] as const;
    const flips = flipsOf([{ ...line, verdicts }], kernels, () => none);
    const laws = [{ law: "law", verdicts, scenarios: [{ scenario: "scenario", verdicts }] }];
    const text = matrixText({ kernels, mappings: [{ mapping: "shmem", laws }], flips, unmet: [] });
    expect(text).toContain(
      "law (scenario): holds on 6.12, violated on 6.18: (!) no rule explains it",
    );
  });
});

describe("the smallest sets that are enough", () => {
  const enough =
    (...wanted: string[]) =>
    (some: readonly string[]) =>
      wanted.some((set) => set.split("").every((item) => some.includes(item)));

  it("have no part that is enough", () => {
    expect(smallestSets(["a", "b", "c"], enough("a", "bc", "abc"))).toEqual({
      sets: [["a"], ["b", "c"]],
      isExhaustive: true,
    });
    expect(smallestSets(["a"], enough("b"))).toEqual({ sets: [], isExhaustive: true });
  });

  it("say where they were looked for no further", () => {
    const items = ["a", "b", "c", "d"];
    expect(smallestSets(items, enough("abcd"))).toEqual({ sets: [], isExhaustive: false });
    expect(smallestSets(items, enough("d"), { size: 4, tries: 3 })).toEqual({
      sets: [],
      isExhaustive: false,
    });
  });
});

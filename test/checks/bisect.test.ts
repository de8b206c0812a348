import { describe, expect, it } from "vitest";
import { bisect, onlyAsked, type Selection, select } from "../../checks/index.ts";
import { pairOf } from "../../checks/releases/bisect.ts";
import { changesBetween, ruleChange } from "../../checks/releases/RuleChange.ts";
import { mainline } from "../../model/kernels/index.ts";
import { bisectText } from "../../render/releases/index.ts";
import { runHere } from "../cli/runHere.ts";

function bisected(
  scenario: string,
  mapping: string,
  law: string,
  compared = {},
  kernels = mainline,
) {
  const selection: Selection = {
    scenarios: [scenario],
    mappings: [mapping],
    invariants: [law],
    kernels,
  };
  return bisect(select(selection), compared);
}

const names = (changes: readonly { rule: string; value: boolean }[]) =>
  changes.map(({ rule, value }) => (value ? rule : `without ${rule}`));

describe("bisect", () => {
  it("finds the release and the rule that mended zap", () => {
    const { spans, flips, repair } = bisected("zap-race", "write-notify", "no-lost-store");
    expect(spans).toEqual([
      { from: mainline[0], to: "6.1", verdict: "violated" },
      { from: "6.2", to: mainline.at(-1), verdict: "holds" },
    ]);
    expect(flips.map(({ from, to, by }) => [from, to, by.sets.map(names)])).toEqual([
      ["6.1", "6.2", [["delayRmap"]]],
    ]);
    expect(repair?.sets.sets.map(names)).toEqual([["delayRmap"]]);
    expect(names(repair?.breaks ?? [])).toEqual(["without mkcleanWaits", "without delayRmap"]);
  });

  it("mends a kernel that is named by the rules in which one differs on which it holds", () => {
    const compared = { bad: "4.8", good: "5.8" };
    const law = "private-stores-stay-private";
    const made = bisected("dirty-cow", "private-file-ro", law, compared, ["4.8", "4.9", "5.8"]);
    expect(made.flips.map(({ from, to, by }) => [from, to, by.sets.map(names)])).toEqual([
      ["4.8", "4.9", [["follCow"]]],
    ]);
    expect(made.repair).toMatchObject(compared);
    expect(made.repair?.sets.sets.map(names)).toEqual([["follCow"]]);
  });

  it("tells flips in both directions, each by its rule", () => {
    const kernels = ["6.3", "6.4", "6.5"];
    const made = bisected("fork-vma-lock", "anonymous", "private-memory-is-own", {}, kernels);
    const flips = made.flips.map(({ from, to, after, by }) => [
      from,
      to,
      after,
      by.sets.map(names),
    ]);
    expect(flips).toEqual([
      ["6.3", "6.4", "violated", [["vmaLock"]]],
      ["6.4", "6.5", "holds", [["forkLocksVmas"]]],
    ]);
    expect(made.repair).toMatchObject({ bad: "6.4", good: "6.5" });
    expect(names(made.repair?.alone ?? [])).toEqual(["without vmaLock", "forkLocksVmas"]);
    const text = bisectText("So it is.", [made]);
    expect(text).toContain("6.4 is mended as well by one other rule alone: without vmaLock");
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });

  it("says of a law that never flips what it is", () => {
    const made = bisected("zap-race", "shmem", "mapcount-is-present-ptes");
    expect(made).toMatchObject({ flips: [], repair: null });
    expect(bisectText("So it is.", [made])).toContain(
      `It never flips in:\n  zap-race, shmem: holds ${mainline[0]}–${mainline.at(-1)}`,
    );
  });
});

describe("the kernels to compare", () => {
  const kernels = ["5.7", "5.8", "5.9", "5.10", "5.11"];

  it("are those around the last mending, if none is named", () => {
    const verdicts = ["violated", "holds", "violated", "holds", "holds"] as const;
    expect(pairOf(kernels, verdicts, {})).toEqual({ bad: "5.9", good: "5.10" });
    expect(pairOf(kernels, verdicts, { bad: "5.7" })).toEqual({ bad: "5.7", good: "5.8" });
    expect(pairOf(kernels, verdicts, { good: "5.11" })).toEqual({ bad: "5.9", good: "5.11" });
    expect(pairOf(kernels, verdicts, { bad: "5.8" })).toBeNull();
  });

  it("may lie the other way round", () => {
    const verdicts = ["holds", "holds", "violated", "violated", "violated"] as const;
    expect(pairOf(kernels, verdicts, {})).toEqual({ bad: "5.9", good: "5.8" });
    expect(pairOf(kernels, ["holds", "holds", "holds", "holds", "holds"], {})).toBeNull();
  });
});

describe("a change of a rule", () => {
  it("is told as the kernel has it that it is taken from", () => {
    expect(ruleChange("uffdWpWritenotify", true, "6.1.192").since).toBe("6.1.8");
    expect(ruleChange("uffdWpWritenotify", true, "6.1").since).toBe("6.2");
    expect(names(changesBetween("5.8", "5.9"))).toContain("without forcedCowBreak");
    expect(changesBetween("6.12", "6.12")).toEqual([]);
  });
});

describe("what scenarios ask", () => {
  it("is left of laws that are named, and something must be", () => {
    const subjects = select({ invariants: ["pinned-page-stays"], kernels: ["6.12"] });
    const asking = onlyAsked(subjects);
    expect(asking.length).toBeGreaterThan(0);
    expect(asking.length).toBeLessThan(subjects.length);
    expect(() =>
      onlyAsked(select({ scenarios: ["cow"], invariants: ["pinned-page-stays"] })),
    ).toThrow("no scenario asks for pinned-page-stays");
  });
});

describe("the command bisect", () => {
  it("prints what can be pasted into a mail", async () => {
    const { code, out } = await runHere(
      ...["bisect", "no-lost-store", "--scenario", "zap-race", "--mapping", "write-notify"],
      ...["--kernel", "5.12"],
    );
    expect(code).toBe(0);
    expect(out).toContain("6.1 → 6.2, violated → holds: delayRmap, since 6.2, commit 5df397dec7c4");
    expect(out).toContain("5.12 is mended by delayRmap");
    expect(out).toContain("6.2 is broken by one change: without mkcleanWaits; or without");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });

  it("refuses a kernel on which nothing is wrong, and names that it does not know", async () => {
    const fine = await runHere("bisect", "no-lost-store", "-s", "zap-race", "-k", "6.12");
    expect(fine.code).toBe(2);
    expect(fine.err).toContain("no-lost-store is violated on 6.12");
    const wrong = await runHere("bisect", "no-lost-stor");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("did you mean no-lost-store?");
    const kernel = await runHere("bisect", "no-lost-store", "-k", "6.99");
    expect(kernel.code).toBe(2);
  });
});

describe("the command matrix", () => {
  it("prints a table, where laws are violated, and what changed that", async () => {
    const { code, out } = await runHere(
      ...["matrix", "-m", "private-file-ro", "-i", "private-stores-stay-private", "-k", "4.8,4.9"],
    );
    expect(code).toBe(0);
    expect(out).toMatch(/private-stores-stay-private +V +h/);
    expect(out).toContain("violated on 4.8, holds on 4.9: follCow, since 4.9");
  });

  it("gives it as JSON", async () => {
    const args = "-m shmem-uffd-wp -i no-lost-store -k 6.12 --json".split(" ");
    const { out } = await runHere("matrix", ...args);
    expect(JSON.parse(out)).toMatchObject({ kernels: ["6.12"], flips: [], unmet: [] });
  });

  it("refuses what no scenario asks there", async () => {
    const { code, err } = await runHere("matrix", "-m", "shmem", "-i", "mmap-lock-excludes");
    expect(code).toBe(2);
    expect(err).toContain("no scenario asks for mmap-lock-excludes on shmem");
  });
});

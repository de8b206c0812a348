import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  checkSystem,
  findInvariant,
  findProposal,
  findScenario,
  smallestScope,
  subjectOf,
  together,
} from "../../checks/index.ts";
import { runHere } from "../cli/runHere.ts";

const law = findInvariant("no-lost-store");

describe("the smallest scope that shows a violation", () => {
  it("has no thread, operation or proposal that can be left out alone", () => {
    const proposal = together(
      ["rmap-before-flush", "fault-keeps-mmap-lock"].map((id) => findProposal(id)),
    );
    const given = subjectOf(findScenario("zap-race"), "6.12", "write-notify", proposal, [law]);
    const found = smallestScope(given, law, {});
    expect(found?.leftOut).toEqual(["load of storer", "proposal fault-keeps-mmap-lock"]);
    const { subject } = found ?? {};
    expect(subject?.proposal?.id).toBe("rmap-before-flush");
    expect(subject?.scenario.threads.map(({ program }) => program)).toEqual([
      ["store"],
      ["madvise_dontneed"],
    ]);
    expect(found?.trace.end).toBe("violated");
    // Without either thread it holds, and without the proposal.
    const { threads } = given.scenario;
    for (const at of [0, 1]) {
      const scenario = { ...given.scenario, threads: threads.toSpliced(at, 1) };
      expect(checkSystem({ ...given, scenario }).rows[0].verdict).not.toBe("violated");
    }
    expect(checkSystem({ ...given, proposal: null }).rows[0].verdict).toBe("holds");
  });

  it("does without the child's mm, and whoever only made it", () => {
    const complete = findInvariant("mkclean-complete");
    const given = subjectOf(findScenario("fsync"), "6.1", "write-notify", null, [complete]);
    const found = smallestScope(given, complete, {});
    expect(found?.leftOut).toEqual([
      "the child's mm",
      "store of parent",
      "fork of parent",
      "thread parent",
    ]);
    expect(found?.subject.scenario.threads).toMatchObject([{ mm: "parent" }]);
  });

  it("tells the rules that the run takes from those without which it is the same", () => {
    const given = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null, [law]);
    const found = smallestScope(given, law, {});
    const { taken = [], idle = [] } = found?.rules ?? {};
    expect(taken).toContain("mkcleanFirst");
    expect(idle).toContain("nestedFlush");
    if (found === null) return expect.unreachable();
    // Searched anew without them it is violated as late, and by the same steps.
    const { scenario } = found.subject;
    const off = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, false]));
    const without = (names: readonly string[]) => ({
      ...found.subject,
      scenario: { ...scenario, switches: { ...scenario.switches, ...off(names) } },
    });
    const [row] = checkSystem(without(idle)).rows;
    expect(row.trace?.steps).toEqual(found.trace.steps);
    for (const rule of taken) {
      const { trace } = checkSystem(without([...idle, rule])).rows[0];
      expect(trace?.steps).not.toEqual(found.trace.steps);
    }
  });

  it("is null where nothing is violated", () => {
    const holds = subjectOf(findScenario("zap-race"), "6.12", "write-notify", null, [law]);
    expect(smallestScope(holds, law, {})).toBeNull();
  });

  it("is written as a scenario that check takes, under the command that is told", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "ptecheck-shrink-")), "smallest.ts");
    const args = ["check", "zap-race", "-k", "6.1", "-m", "write-notify", "-i", law.id];
    const told = await runHere(...args, "--no-traces", "--shrink", file);
    expect(told.code).toBe(0);
    expect(told.out).toContain("Left out: load of storer\n");
    expect(told.out).toContain(`Wrote ${file}.`);
    expect(readFileSync(file, "utf8")).toContain('"smallest"');
    const again = await runHere("check", file, "-k", "6.1");
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toMatch(
      /^smallest +6\.1 +write-notify +no-lost-store +violated, as expected/m,
    );
    const twice = await runHere(...args, "--shrink", file);
    expect(twice.err).toContain("exists already");
  });

  it("is of one violation", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "ptecheck-shrink-")), "smallest.ts");
    const all = ["check", "zap-race", "-m", "write-notify", "--no-traces", "--shrink", file];
    expect((await runHere(...all, "-k", "6.1")).err).toContain("and there are 3");
    expect((await runHere(...all, "-k", "6.12")).err).toContain("no law is violated");
  });
});

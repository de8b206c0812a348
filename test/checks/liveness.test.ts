import { describe, expect, it } from "vitest";
import { checkAll, type Row, select, withLiveness } from "../../checks/index.ts";
import { replaceStep } from "../../model/language/index.ts";
import { madvise_dontneed } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { runHere } from "../cli/runHere.ts";

/** A lock that is left held: munmap() waits for it for ever, and other madvise() go on. */
const leftHeld: Proposal = {
  id: "lock-left-held",
  what: "MADV_DONTNEED keeps the lock",
  why: "A test.",
  changes: [replaceStep(madvise_dontneed, "mmap_read_unlock", () => "done")],
};

function rowsOf(scenario: string, proposal: Proposal | null, traces = true): Row[] {
  const subjects = select({
    scenarios: [scenario],
    kernels: ["6.12"],
    mappings: ["shmem"],
    ...(proposal !== null && { proposal }),
  });
  const results = [...withLiveness(checkAll(subjects, { traces }), { traces })];
  return results.flatMap(({ rows }) => rows);
}

function rowOf(rows: readonly Row[], wanted: string): Row {
  const row = rows.find(({ property }) => property === wanted);
  if (row === undefined) throw new Error(`there is no row ${wanted}`);
  return row;
}

describe("liveness of a scenario", () => {
  it("holds where every lock is given back", () => {
    const rows = rowsOf("unmap-madvise", null);
    for (const property of ["possible-progress", "nobody-waits-for-ever"]) {
      expect(rowOf(rows, property)).toMatchObject({ verdict: "holds", met: true, trace: null });
    }
  });

  it("tells how much it looked at itself, and stops at the bound that is given", () => {
    const subjects = select({ scenarios: ["zap-race"], kernels: ["6.12"], mappings: ["shmem"] });
    const results = [...checkAll(subjects, { traces: false })];
    const told = (maxStates?: number) => {
      const options = maxStates === undefined ? {} : { maxStates };
      const rows = [...withLiveness(results, options)].flatMap(({ rows }) => rows);
      return rowOf(rows, "possible-progress");
    };
    // Without laws there is less to tell apart than in the search for them.
    const { states } = told();
    expect(states).toBeLessThan(results[0].rows[0].states);
    expect(told(states)).toMatchObject({ verdict: "holds", states });
    expect(told(states - 1)).toMatchObject({ verdict: "incomplete", bound: "states" });
  });

  it("is violated where one is left held, with a shortest run to where nothing helps any more", () => {
    const rows = rowsOf("unmap-madvise", leftHeld);
    const progress = rowOf(rows, "possible-progress");
    const waits = rowOf(rows, "nobody-waits-for-ever");
    for (const row of [progress, waits]) {
      expect(row).toMatchObject({ verdict: "violated", expected: "holds", met: false });
      expect(row.trace).toMatchObject({ end: "run", property: "run" });
      expect(row.trace?.steps.at(-1)?.step).toBeDefined();
    }
    expect(waits.trace?.statement).toMatch(
      /^A state from which \w+, in the middle of something, never/,
    );
    expect(rowOf(rowsOf("unmap-madvise", leftHeld, false), "nobody-waits-for-ever").trace).toBe(
      null,
    );
  });

  it("says who can go round for ever", async () => {
    const args = ["check", "zap-race", "-k", "6.12", "-m", "shmem", "-i", "no-lost-store"];
    const { code, out } = await runHere(...args, "--liveness");
    expect(code).toBe(0);
    expect(out).toMatch(/possible-progress +holds/);
    expect(out.replaceAll(/\s+/g, " ")).toMatch(
      /zap-race, 6\.12, shmem: storer can go round for ever, after \d+ steps?: storer: .* zapper: /,
    );
    const json = JSON.parse((await runHere(...args, "--liveness", "--json")).out) as Row[];
    const { retries = [] } = rowOf(json, "possible-progress");
    expect(retries.map(({ actor }) => actor)).toEqual(["storer"]);
    expect((await runHere(...args)).out).not.toContain("possible-progress");
  });
});

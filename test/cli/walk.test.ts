import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Trace } from "../../counterexamples/index.ts";
import { runHere } from "./runHere.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-walk-"));
const zapRace = ["zap-race", "-k", "6.1", "-m", "write-notify"];

/** What a walk prints when these lines are piped into it. */
function walk(lines: readonly string[], args: readonly string[] = zapRace) {
  const { status, stdout, stderr } = spawnSync("node", ["dist/cli/main.js", "walk", ...args], {
    encoding: "utf8",
    input: lines.map((line) => `${line}\n`).join(""),
  });
  return { code: status, out: stdout, err: stderr };
}

function traceIn(file: string): Trace {
  return JSON.parse(readFileSync(file, "utf8")) as Trace;
}

describe("walk", () => {
  const file = join(folder, "run.json");
  // The storer maps the page for reading; the zapper takes the mmap_lock; the storer gives its own back.
  const steps = [
    "1",
    "1 1 1 1 1 1",
    "undo",
    "zap",
    "laws",
    "99",
    `save ${file}`,
    "trace",
    "quit",
    "1",
  ];
  const told = walk(steps);

  it("numbers what everybody can do, and says what the others wait for", () => {
    expect(told).toMatchObject({ code: 0, err: "" });
    const [, ...first] = told.out.split("\n").slice(0, 7);
    expect(first).toEqual([
      "   1  storer    load",
      "   2  storer    store",
      "   3  zapper    madvise_dontneed",
      "   -  flusher   blocked: could move with TAG_DIRTY 1",
      "   -  disk      blocked",
      "   -  hardware  blocked",
    ]);
  });

  it("tells each step, takes steps back, and says what is no command", () => {
    expect(told.out).toContain("\n1. storer: chooses load\n");
    expect(told.out).toContain("\n2. storer: loads: page fault, the PTE is none\n");
    expect(told.out).toContain("P.pte: none → -W -D");
    expect(told.out).toContain("\n1 taken back\n");
    expect(told.out).toContain('unknown: "zap"');
    expect(told.out).toMatch(/there is no step "99": give a number from 1 to \d/);
    expect(told.out).toMatch(/^ {2}no-lost-store +says nothing here$/m);
    expect(told.out).not.toContain("8. ");
  });

  it("saves a trace that replay takes, and that a walk can go on from", async () => {
    expect(traceIn(file)).toMatchObject({ property: "run", end: "run" });
    expect(traceIn(file).steps).toHaveLength(6);
    const replayed = await runHere("replay", file);
    expect(replayed).toMatchObject({ code: 0, err: "" });
    expect(replayed.out).toMatch(/^Replayed: 6 steps taken again on Linux 6\.1\.\n/);
    const longer = join(folder, "longer.json");
    expect(walk(["1", `save ${longer}`], [...zapRace, "--from", file]).code).toBe(0);
    expect(traceIn(longer).steps.slice(0, 6)).toEqual(traceIn(file).steps);
    expect(traceIn(longer).steps).toHaveLength(7);
    const elsewhere = walk([], ["zap-race", "-k", "6.12", "-m", "write-notify", "--from", longer]);
    expect(elsewhere.out).toMatch(/step 4, .+ is not possible here; the walk goes on from there/);
  });

  it("tells a law where it breaks", async () => {
    const picked = ["check", ...zapRace, "-i", "unmapped-has-no-writable-tlb", "--json"];
    const [{ trace }] = JSON.parse((await runHere(...picked)).out) as { trace: Trace }[];
    const found = join(folder, "found.json");
    writeFileSync(found, JSON.stringify(trace));
    const { out } = walk([], [...zapRace, "--from", found]);
    const lines = out.split("\n");
    const broken = lines.filter((line) => line.startsWith("Violated: "));
    expect(broken).toEqual([
      expect.stringContaining("unmapped-has-no-writable-tlb: mapcount is 0"),
    ]);
    const waits = lines.filter((line) => /^ {3}- .*(waits|blocked)/.test(line));
    expect(waits.length).toBeGreaterThan(1);
  });

  it("is of one system, and its input may end anywhere", async () => {
    const several = await runHere("walk", "zap-race");
    expect(several.code).toBe(2);
    expect(several.err).toContain("walk goes through one system, and these are 6");
    expect(walk(["undo x", "save", "save /no/such/folder/x", ""]).out).toMatch(
      /undo takes how many[\s\S]+save takes a file[\s\S]+cannot write \/no\/such/,
    );
  });
});

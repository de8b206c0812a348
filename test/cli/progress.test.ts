import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { Status } from "../../cli/Status.ts";

/** A status with a clock of its own, and what it wrote. */
function statusAt(isTTY: boolean, asked?: string) {
  const written: string[] = [];
  const clock = { now: 0 };
  const out = { isTTY, write: (text: string) => written.push(text) };
  return { status: new Status(out, () => clock.now, asked), written, clock };
}

describe("where a command is", () => {
  it("is a line now and then where nobody looks at a terminal", () => {
    const { status, written, clock } = statusAt(false, "2");
    for (clock.now = 0; clock.now < 7000; clock.now += 500) status.tell(() => `at ${clock.now}`);
    status.clear();
    expect(written).toEqual(["at 2000\n", "at 4000\n", "at 6000\n"]);
  });

  it("is one line that is written over on a terminal, and gone at the end", () => {
    const { status, written, clock } = statusAt(true);
    for (clock.now = 0; clock.now <= 250; clock.now += 50) status.tell(() => `at ${clock.now}`);
    status.clear();
    status.clear();
    expect(written).toEqual(["\r\x1b[Kat 100", "\r\x1b[Kat 200", "\r\x1b[K"]);
  });

  it("is nothing where none is asked for, or the command is quick", () => {
    for (const asked of ["0", undefined]) {
      const { status, written, clock } = statusAt(false, asked);
      for (clock.now = 0; clock.now < 4000; clock.now += 500) status.tell(() => "at work");
      expect(written).toEqual([]);
    }
  });

  it.each(["soon", "-1", "1e3", "0x10", " "])("refuses %j seconds", (asked) => {
    expect(() => statusAt(false, asked)).toThrow("PTECHECK_PROGRESS_SECONDS is");
  });
});

/** A process whose stderr is no terminal. */
function runWith(seconds: string, ...args: string[]) {
  const env = { ...process.env, NO_COLOR: "1", PTECHECK_PROGRESS_SECONDS: seconds };
  return spawnSync("node", ["dist/cli/main.js", ...args], { encoding: "utf8", env });
}

describe("a process without a terminal", () => {
  const zapRace = ["zap-race", "-k", "6.12", "-m", "shmem", "-i", "no-lost-store"];
  const sampled = ["sample", ...zapRace, "--runs", "20", "--seed", "1"];

  it.each([
    [["check", ...zapRace, "--json"], /^\[1\/1\] zap-race, 6\.12, shmem: \d+ states, depth 1, /],
    [["check", ...zapRace, "-p", "no-rewalk", "--json"], /shmem, without the proposal: \d+ states/],
    [sampled, /^zap-race, 6\.12, shmem, no-lost-store: run 1 of up to 20$/m],
  ])("tells on stderr how far %j is, and nothing of it on stdout", (args, line) => {
    const told = runWith("0.000001", ...args);
    const silent = runWith("0", ...args);
    expect(told.stderr).toMatch(line);
    expect(silent.stderr).toBe("");
    expect(withoutTimes(told.stdout)).toBe(withoutTimes(silent.stdout));
  });

  it("refuses what is no number of seconds, before it begins", () => {
    const { status, stdout, stderr } = runWith("soon", "check", ...zapRace);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain('PTECHECK_PROGRESS_SECONDS is "soon"');
  });
});

function withoutTimes(text: string): string {
  return text.replaceAll(/"seconds": ?[\d.e-]+/g, "").replaceAll(/\d+\.\d\d s/g, "");
}

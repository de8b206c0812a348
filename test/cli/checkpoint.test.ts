import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";
import { runCli } from "./runCli.ts";
import { runHere } from "./runHere.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-checkpoint-"));
const fileOf = (name: string) => join(folder, name);

const zap = ["check", "zap-race", "-m", "write-notify", "-k", "6.1", "--json"];

function untimed(text: string): Omit<Row, "seconds" | "bytes">[] {
  return (JSON.parse(text) as Row[]).map(({ seconds: _, bytes: __, ...row }) => row);
}

/** Writes a checkpoint after some states, and says what is told then. */
async function begun(file: string, args: readonly string[], states: string) {
  return await runHere(...args, "--checkpoint", file, "--max-states", states);
}

describe("a checkpoint", () => {
  it.each([
    [[], "9000"],
    [[], "60"],
    [["--no-sleep"], "5000"],
    [["--without", "all"], "20000"],
  ])(
    "with %j after %s states leads to what an uninterrupted search finds",
    async (more, states) => {
      const file = fileOf(`${more.join("")}${states}`);
      const args = [...zap, ...more];
      const first = await begun(file, args, states);
      expect(first.code).toBe(3);
      const whole = await runHere(...args);
      const again = await runHere(...args, "--checkpoint", file);
      expect(again.err).toMatch(/goes on after [\d,]+ states/);
      expect(untimed(again.out)).toEqual(untimed(whole.out));
      expect(again.code).toBe(whole.code);
    },
  );

  it("goes on from bound to bound", async () => {
    const file = fileOf("steps");
    const told: string[] = [];
    for (const states of ["1000", "4000", "8000", "100000"]) {
      told.push(...((await begun(file, zap, states)).err.match(/goes on after [\d,]+/g) ?? []));
    }
    const counts = told.map((text) => Number(text.replaceAll(/\D/g, "")));
    expect(counts).toHaveLength(3);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBe(3);
    expect(untimed((await runHere(...zap, "--checkpoint", file)).out)).toEqual(
      untimed((await runHere(...zap)).out),
    );
  });

  it("is there where the process is killed, and loses what came since", async () => {
    const file = fileOf("killed");
    const args = [
      "check",
      "open-shared-threads",
      "-m",
      "shmem",
      "-k",
      "6.12",
      "--no-traces",
      "--json",
    ];
    const more = ["--checkpoint", file];
    const child = spawn("node", [
      "dist/cli/main.js",
      ...args,
      ...more,
      "--checkpoint-every",
      "0.05",
    ]);
    const ended = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
    while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    const again = runCli(...args, ...more);
    expect(again.err).toContain("goes on after");
    expect(untimed(again.out)).toEqual(untimed(runCli(...args).out));
  });

  it("is written where somebody interrupts it", async () => {
    const file = fileOf("interrupted");
    const args = [
      "check",
      "open-shared-threads",
      "-m",
      "write-notify",
      "-k",
      "6.12",
      "--checkpoint",
      file,
    ];
    const env = { ...process.env, PTECHECK_PROGRESS_SECONDS: "0.05" };
    const child = spawn("node", ["dist/cli/main.js", ...args], { env });
    child.stderr.once("data", () => child.kill("SIGINT"));
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(130);
    expect(readFileSync(file, "utf8").slice(0, 21)).toBe("ptecheck checkpoint 1");
  });

  describe("is refused", () => {
    const whole = fileOf("whole");
    const refusedAs = async (name: string, change: (bytes: Buffer) => Buffer, args = zap) => {
      await begun(whole, zap, "9000");
      const file = fileOf(name);
      writeFileSync(file, change(readFileSync(whole)));
      const before = readFileSync(file);
      const { code, out, err } = await runHere(...args, "--checkpoint", file);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      // It is left as it is.
      expect(readFileSync(file)).toEqual(before);
      return err;
    };
    const last = (bytes: Buffer) => bytes.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);

    it("where it is truncated", async () => {
      for (const length of [-1, 2000, 60]) {
        expect(await refusedAs(`cut${length}`, (bytes) => bytes.subarray(0, length))).toMatch(
          / is truncated/,
        );
      }
      expect(await refusedAs("empty", () => Buffer.alloc(0))).toContain("is no checkpoint");
    });

    it("where a bit is another, or there is more", async () => {
      expect(await refusedAs("bit", last)).toContain("is damaged");
      expect(await refusedAs("more", (bytes) => Buffer.concat([bytes, bytes]))).toContain(
        "is damaged",
      );
    });

    it("where it is something else, or of another version", async () => {
      expect(await refusedAs("text", () => Buffer.from("mine\n"))).toContain("is no checkpoint");
      const newer = (bytes: Buffer) =>
        Buffer.from(bytes.toString("latin1").replace("point 1", "point 2"), "latin1");
      expect(await refusedAs("newer", newer)).toContain(
        "is a ptecheck checkpoint 2, and this is 1",
      );
    });

    it.each([
      ["kernel", ["check", "zap-race", "-m", "write-notify", "-k", "6.12"]],
      ["rule", [...zap, "--no-sleep"]],
      ["laws", [...zap, "-i", "no-lost-store"]],
      ["passes", [...zap, "--without", "fuseStarts"]],
    ])("where it is of another system: %s", async (name, args) => {
      expect(await refusedAs(name, (bytes) => bytes, args)).toMatch(
        /is of another system or model \(zap-race, 6\.1, write-notify\)/,
      );
    });

    it("of several systems", async () => {
      const { code, err } = await runHere("check", "zap-race", "--checkpoint", fileOf("many"));
      expect(code).toBe(2);
      expect(err).toContain("--checkpoint is of one system, and these are 6");
    });

    it("where it cannot be written", async () => {
      truncateSync(whole, 0);
      expect((await runHere(...zap, "--checkpoint", join(whole, "x"))).err).toContain(
        "cannot write",
      );
    });
  });
});

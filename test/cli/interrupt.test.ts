import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";

/** What a command tells that is interrupted as soon as it says how far it is. */
function interrupted(
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, PTECHECK_PROGRESS_SECONDS: "0.05" };
    const child = spawn("node", ["dist/cli/main.js", ...args], { env });
    let [out, err, isSent] = ["", "", false];
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
      // Not at a note of kernels, which comes before.
      if (!isSent && /^(\[|why )/m.test(err)) isSent = child.kill("SIGINT");
    });
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

// More states than are visited until the signal comes.
const large = ["open-shared-threads", "-m", "write-notify", "-k", "6.12", "--json"];

describe("SIGINT", () => {
  it("ends a search on the thread that it runs on, and what there is is told as incomplete", async () => {
    const { code, out, err } = await interrupted("check", ...large);
    const rows = JSON.parse(out) as Row[];
    expect(code).toBe(130);
    expect(err).toContain("interrupted: 1 of 1 systems are not finished\n");
    expect(new Set(rows.map(({ verdict, bound, met }) => `${verdict} ${bound} ${met}`))).toEqual(
      new Set(["incomplete interrupted false"]),
    );
    expect(rows[0].states).toBeGreaterThan(1);
    expect(rows[0].transitions).toBeGreaterThan(1);
  });

  it("ends several at once", async () => {
    const { code, out } = await interrupted("check", "open-private", ...large, "--workers", "2");
    const rows = JSON.parse(out) as Row[];
    expect(code).toBe(130);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.some(({ bound }) => bound === "interrupted")).toBe(true);
  });

  it.each([
    ["matrix", "-m", "write-notify", "--workers", "1"],
    ["matrix", "-m", "write-notify", "--workers", "2"],
    ["history", "--workers", "1"],
    ["mail"],
  ])("ends %s %s %s, and nothing is claimed", async (...args) => {
    const { code, out, err } = await interrupted(...args);
    expect({ code, out }).toEqual({ code: 130, out: "" });
    expect(err).toContain("interrupted: nothing is claimed\n");
  });
});

import { spawnSync } from "node:child_process";

/** What the built command line does with some arguments (npm test builds it first). */
export function runCli(...args: string[]): { code: number; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync("node", ["dist/cli/main.js", ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}

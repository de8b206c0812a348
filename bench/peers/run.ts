import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Is this program installed? */
export function isInstalled(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** Runs a program in a folder; gives what it printed, or throws what it complained about. */
export function run(folder: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr}`);
}

const watchMilliseconds = 20;

/** Runs a program that does not tell its own time and memory. */
export async function runWatched(
  program: string,
): Promise<{ report: string; seconds: number; peakBytes: number | null }> {
  const start = performance.now();
  const child = spawn(program, { stdio: ["ignore", "pipe", "inherit"] });
  let report = "";
  let peakBytes: number | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    report += text;
  });
  const timer = setInterval(() => {
    peakBytes = peakOf(child.pid) ?? peakBytes;
  }, watchMilliseconds);
  const status = await new Promise((resolve, reject) => {
    child.on("close", resolve).on("error", reject);
  });
  clearInterval(timer);
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return { report, seconds: (performance.now() - start) / 1000, peakBytes };
}

/** The most memory that a running process has held so far, where the system tells it (Linux). */
function peakOf(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return 1024 * numberIn(status, /VmHWM:\s+(\d+) kB/);
  } catch {
    return null;
  }
}

/** The number that a pattern finds in a report. */
export function numberIn(report: string, pattern: RegExp): number {
  const found = pattern.exec(report)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${report}`);
  return Number(found.replaceAll(",", ""));
}

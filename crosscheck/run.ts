import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Is this program installed? */
export function isInstalled(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** What came of a program that was run. */
export interface Ran {
  readonly report: string;
  readonly seconds: number;
  /** The most memory that it held, where the system tells it (Linux). */
  readonly peakBytes: number | null;
}

const watchMilliseconds = 20;

/** Runs a program in a folder; throws what it complained about, unless `mayFail`: some end so when all is well. */
export async function run(
  folder: string,
  program: string,
  args: readonly string[],
  { mayFail = false }: { readonly mayFail?: boolean } = {},
): Promise<Ran> {
  const start = performance.now();
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const [out, complaint] = [textOf(child.stdout), textOf(child.stderr)];
  let peakBytes: number | null = null;
  const timer = setInterval(() => {
    peakBytes = peakOf(child.pid) ?? peakBytes;
  }, watchMilliseconds);
  const status = await new Promise((resolve, reject) => {
    child.on("close", resolve).on("error", reject);
  }).finally(() => clearInterval(timer));
  if (status !== 0 && !mayFail) {
    throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${complaint()}${out()}`);
  }
  return { report: out(), seconds: (performance.now() - start) / 1000, peakBytes };
}

function textOf(stream: ChildProcess["stdout"]): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  return () => text;
}

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

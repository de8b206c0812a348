import { vi } from "vitest";
import { run } from "../../cli/run.ts";

/** What the command line does with some arguments, in this process: no start of Node for each. */
export async function runHere(
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await run(args);
    const textOf = ({ mock }: typeof out) => mock.calls.map(([text]) => String(text)).join("");
    return { code: Number(process.exitCode), out: textOf(out), err: textOf(err) };
  } finally {
    process.exitCode = before;
    out.mockRestore();
    err.mockRestore();
  }
}

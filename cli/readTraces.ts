import { readFileSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../checks/index.ts";
import { type Trace, traceSchemaName } from "../counterexamples/index.ts";

/** Checks what claims to be a trace; the types keep it in step with what a trace is. */
export const traceSchema: z.ZodType<Trace, unknown> = z.object({
  schema: z.literal(traceSchemaName),
  scenario: z.string(),
  kernel: z.string(),
  mapping: z.string(),
  proposal: z.string().nullable(),
  files: z.array(z.string()).default([]),
  property: z.string(),
  statement: z.string(),
  end: z.enum(["violated", "deadlock", "error"]).default("violated"),
  error: z.string().nullable().default(null),
  steps: z.array(
    z.object({
      actor: z.string(),
      procedure: z.string(),
      step: z.string(),
      choices: z.array(z.number().int().nonnegative()),
      chosen: z.array(z.string()),
      changes: z.array(z.object({ what: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  last: z.record(z.string(), z.string()),
});

/** The traces of a file: one, or those in what `check --json` printed. */
export function readTraces(file: string): Trace[] {
  const content = parse(file, read(file));
  const found = Array.isArray(content)
    ? content.map((row: unknown) => traceIn(row)).filter((trace) => trace !== null)
    : [traceIn(content)];
  if (found.length === 0) {
    throw new UsageError(`${file} holds no trace`, "Give it a trace: ptecheck check --json > file");
  }
  return found.map((candidate) => {
    const parsed = traceSchema.safeParse(candidate);
    if (parsed.success) return parsed.data;
    const [{ path, message }] = parsed.error.issues;
    throw new UsageError(
      `${file} is no trace of ptecheck: ${path.map(String).join(".") || "the whole"}: ${message}`,
      'Give it what `ptecheck check --json` printed, or one "trace" of it.',
    );
  });
}

/** A trace itself, or the trace of a row of `check --json` (null where nothing was violated). */
function traceIn(value: unknown): unknown {
  const isRow = typeof value === "object" && value !== null && "trace" in value;
  return isRow ? value.trace : value;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot read ${file}: ${reason}`, "Give the path of a trace file.");
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} is not JSON: ${reason}`,
      "Traces are written by: ptecheck check --json",
    );
  }
}

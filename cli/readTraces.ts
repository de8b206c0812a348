import { readFileSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../checks/index.ts";
import { type Trace, type TraceStep, traceSchemaName } from "../counterexamples/index.ts";

/** What is read of a trace: the moves, and of what they are. The rest is seen again. */
export type TraceFile = Pick<Trace, "scenario" | "kernel" | "mapping" | "proposal" | "property"> & {
  /** Named where one of them is missing. */
  readonly files: readonly string[];
  readonly steps: readonly Pick<TraceStep, "actor" | "procedure" | "step" | "choices">[];
};

const traceSchema: z.ZodType<TraceFile, unknown> = z.object({
  schema: z.literal(traceSchemaName),
  scenario: z.string(),
  kernel: z.string(),
  mapping: z.string(),
  proposal: z.string().nullable(),
  property: z.string(),
  files: z.array(z.string()).default([]),
  steps: z.array(
    z.object({
      actor: z.string(),
      procedure: z.string(),
      step: z.string(),
      choices: z.array(z.number().int().nonnegative()),
    }),
  ),
});

/** The traces of a file: one, or those in what `check --json` printed. */
export function readTraces(file: string): TraceFile[] {
  const content = parse(file, read(file));
  const found = Array.isArray(content)
    ? content.map((row: unknown) => traceIn(row)).filter((trace) => trace !== null)
    : [traceIn(content)];
  if (found.length === 0) {
    throw new UsageError(
      `${file} holds no trace`,
      "Give it a trace: npx ptecheck check --json > file",
    );
  }
  return found.map((candidate) => {
    assertNotOld(candidate, file);
    const parsed = traceSchema.safeParse(candidate);
    if (parsed.success) return parsed.data;
    const [{ path, message }] = parsed.error.issues;
    throw new UsageError(
      `${file} is no trace of ptecheck: ${path.map(String).join(".") || "the whole"}: ${message}`,
      'Give it what `npx ptecheck check --json` printed, or one "trace" of it.',
    );
  });
}

/** Those of an older format tell less: nothing but the search can say the rest. */
function assertNotOld(candidate: unknown, file: string): void {
  const schema = Reflect.get(Object(candidate), "schema");
  if (schema !== "ptecheck-trace/1") return;
  throw new UsageError(
    `${file} holds a trace of an older ptecheck (${schema}; this one reads ${traceSchemaName})`,
    "Make it anew: npx ptecheck check <scenario> --json > <file>, with the options it was made with.",
  );
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
      "Traces are written by: npx ptecheck check --json",
    );
  }
}

import { z } from "zod";

/** The version of the trace format: raised when a reader of the old one would misread the new. */
export const traceSchemaName = "ptecheck-trace/1";

const change = z.object({ what: z.string(), from: z.string(), to: z.string() });

const traceStep = z.object({
  actor: z.string(),
  procedure: z.string(),
  step: z.string(),
  /** Which options the step chose, by their numbers, and as they are written. */
  choices: z.array(z.number().int().nonnegative()),
  chosen: z.array(z.string()),
  changes: z.array(change),
});

/** A run from the initial state to where a property fails, and all that is needed to run it again. */
export const traceSchema = z.object({
  schema: z.literal(traceSchemaName),
  scenario: z.string(),
  kernel: z.string(),
  mapping: z.string(),
  proposal: z.string().nullable(),
  /** The property that the last step breaks, or "deadlock". */
  property: z.string(),
  statement: z.string(),
  steps: z.array(traceStep),
  /** What the last state looks like. */
  last: z.record(z.string(), z.string()),
});

export type Trace = z.infer<typeof traceSchema>;
export type TraceStep = z.infer<typeof traceStep>;
export type Change = z.infer<typeof change>;

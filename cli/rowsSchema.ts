import { z } from "zod";
import type { Row } from "../checks/index.ts";
import { type Trace, traceSchemaName, type Value } from "../counterexamples/index.ts";

// What `check --reporter json` prints, as a schema that others can check it by. Types keep it the same as rows.

const value: z.ZodType<Value> = z
  .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.record(z.string(), value)]))
  .meta({
    id: "Value",
    description: "A scalar, or a union (its `kind`) or record with its fields.",
  });

const path = z.array(z.string()).meta({ description: "Names of fields and indexes, outside in." });
const entry = z.object({ path, value }).meta({ id: "Entry" });
const names = z.array(z.string());
const count = z.number().int().nonnegative();

const step = z
  .object({
    actor: z.string(),
    procedure: z.string(),
    step: z.string(),
    source: z.string(),
    choices: z.array(count),
    chosen: names,
    says: z.string().nullable(),
    calls: z.array(z.object({ name: z.string(), source: z.string() })),
    changes: z.array(z.object({ path, from: value, to: value })),
  })
  .meta({ id: "Step" });

const trace: z.ZodType<Trace> = z
  .object({
    schema: z.literal(traceSchemaName),
    version: z.string(),
    scenario: z.string(),
    kernel: z.string(),
    mapping: z.string(),
    proposal: z.string().nullable(),
    files: names,
    property: z.string(),
    statement: z.string(),
    command: z.string(),
    caveats: names,
    actors: z.array(
      z.object({
        name: z.string(),
        mm: z.string().nullable(),
        cpu: count.nullable(),
        program: names,
      }),
    ),
    end: z.enum(["violated", "deadlock", "error", "differs", "run"]),
    error: z.string().nullable(),
    wrong: z.string().nullable(),
    scope: z.record(z.string(), count),
    initial: z.array(entry),
    steps: z.array(step),
    last: z.array(entry),
    positions: z.array(z.object({ actor: z.string(), stack: names })),
  })
  .meta({ id: "Trace" });

const verdict = z
  .enum(["holds", "violated", "vacuous", "incomplete", "deadlock", "error", "reached", "never"])
  .meta({ id: "Verdict" });

const costs = z
  .object({
    states: count,
    pageFaults: count,
    tlbFlushes: count,
    ipis: count,
    writebacks: count,
    stuck: z.string().nullable(),
  })
  .meta({ id: "Costs" });

const row: z.ZodType<Row, unknown> = z
  .object({
    scenario: z.string(),
    kernel: z.string(),
    caveat: z.string().nullable(),
    mapping: z.string(),
    proposal: z.string().nullable(),
    property: z.string(),
    verdict,
    before: verdict.nullable(),
    unused: z.array(z.object({ proposal: z.string(), names, isWhole: z.boolean() })),
    costs: z.object({ before: costs, after: costs }).nullable(),
    apart: z
      .object({
        reached: z.enum(["with", "without", "nowhere", "unknown"]),
        trace: trace.nullable(),
      })
      .nullable(),
    states: count,
    transitions: count,
    depth: count,
    seconds: z.number().nonnegative(),
    bytes: count,
    bound: z
      .enum(["states", "depth", "time", "memory", "scope", "error", "until", "interrupted"])
      .nullable(),
    expected: verdict,
    met: z.boolean(),
    trace: trace.nullable(),
    others: z.array(trace),
    retries: z.array(z.object({ actor: z.string(), after: count, cycle: names })).exactOptional(),
    explained: z
      .object({
        needed: z.array(count).nullable(),
        keptUntil: count.nullable(),
        repaired: z.array(
          z.object({ by: z.string(), step: count.nullable(), instead: z.string() }),
        ),
      })
      .nullable(),
  })
  .meta({ id: "Row" });

/** All that `check --reporter json` prints. */
const rows = z.array(row).meta({
  title: "ptecheck check --reporter json",
  description:
    "A row for each scenario, kernel, mapping and property; cli/README.md says what its fields mean. Fields are only added.",
});

/** The published schema, docs/check.schema.json, as text. */
export function rowsSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(rows), null, 2)}\n`;
}

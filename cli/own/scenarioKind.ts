import { z } from "zod";
import { UsageError } from "../../checks/index.ts";
import { mainline, ruleNames } from "../../model/kernels/index.ts";
import { operationNames } from "../../model/state/index.ts";
import {
  type Expectation,
  type Scenario,
  type ScenarioCover,
  scenario,
  scenarios,
  type Thread,
} from "../../scenarios/index.ts";
import { fields } from "./fields.ts";
import type { Kind } from "./Kind.ts";
import { switchesSchema } from "./proposalKind.ts";

/** Litmus size: each CPU is a TLB of its own in every state. */
const mostThreads = 6;

/** How many of something there is in every state. */
function small(of: string, least: number) {
  return z
    .int(`is no number of ${of}`)
    .min(least, `is below ${least}`)
    .max(mostThreads, `is above ${mostThreads}`);
}

const thread: z.ZodType<Thread, unknown> = z.strictObject(
  {
    name: fields.name,
    mm: fields.oneOf("mm", ["parent", "child"]),
    cpu: z
      .int("is no number of a CPU")
      .min(0, "is below 0")
      .max(mostThreads - 1, `is above ${mostThreads - 1}`),
    program: fields.list(fields.oneOf("operation", operationNames), "operations"),
  },
  "is no thread",
);

const expectation = z.strictObject(
  {
    violated: fields.name,
    mappings: fields.mappings.optional(),
    with: fields.oneOf("rule of kernels", ruleNames).optional(),
    without: fields.oneOf("rule of kernels", ruleNames).optional(),
    unless: fields.oneOf("rule of kernels", ruleNames).optional(),
  },
  "is no expectation",
) as z.ZodType<Expectation, unknown>;

const cover: z.ZodType<ScenarioCover, unknown> = z.strictObject(
  {
    id: fields.name,
    what: fields.text,
    expected: fields.oneOf("expectation of a cover", ["reached", "never"]),
    reached: fields.code<ScenarioCover["reached"]>("is no predicate: ({ s, actors }) => …"),
  },
  "is no cover",
);

/** The other actors of every system. */
const takenNames: readonly string[] = ["flusher", "disk", "hardware"];

/** What `check` takes from a file. */
export const scenarioKind: Kind<Scenario> = {
  what: "scenario",
  instead:
    "Its default export is a scenario, or an array of them: export default scenario({ id, question, why, mappings, threads, asks }). To begin one: npx ptecheck init scenario",
  schema: z.strictObject(
    {
      id: fields.name,
      question: fields.text,
      why: fields.text,
      mappings: fields.mappings,
      since: fields.oneOf("mainline release", mainline).optional(),
      switches: switchesSchema,
      frames: small("frames", 1).optional(),
      references: small("references", 0).optional(),
      threads: z
        .array(thread, "is no array of threads")
        .nonempty("is empty")
        .max(mostThreads, `has more than ${mostThreads}, too many to visit every state of`),
      asks: z.array(fields.name, "is no array of invariants' ids"),
      expects: z.array(expectation, "is no array of expectations").optional(),
      covers: z.array(cover, "is no array of covers").optional(),
    },
    "is no scenario",
  ) as z.ZodType<Scenario, unknown>,
  complete: scenario,
  assertFits: (file, { id, threads }) => {
    if (scenarios.some((known) => known.id === id)) {
      throw new UsageError(
        `${file}: ptecheck has a scenario ${id} of its own`,
        "Give yours another id.",
      );
    }
    const forking = threads.find(({ mm, program }) => mm === "child" && program.includes("fork"));
    if (forking !== undefined) {
      throw new UsageError(
        `${file}: in scenario ${id} thread ${JSON.stringify(forking.name)} of the child forks, and there is no third mm`,
        "Leave fork to threads of the parent.",
      );
    }
    const names = threads.map(({ name }) => name);
    const clash = names.find((name, at) => takenNames.includes(name) || names.indexOf(name) !== at);
    if (clash !== undefined) {
      throw new UsageError(
        `${file}: scenario ${id} has a thread ${JSON.stringify(clash)}, and another actor has that name`,
        `Give each thread a name of its own, and none of: ${takenNames.join(", ")}.`,
      );
    }
  },
};

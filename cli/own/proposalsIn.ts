import { z } from "zod";
import { didYouMean, UsageError } from "../../checks/index.ts";
import { switchesOf } from "../../model/kernels.ts";
import type { Change } from "../../model/language/index.ts";
import * as operations from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { loadDefault } from "./loadDefault.ts";

const instead =
  "Its default export is a proposal, or an array of them: export default proposal({ id, what, why, changes }). To begin one: ptecheck init proposal";

const switchNames = Object.keys(switchesOf("6.12"));
const fieldNames = ["id", "what", "why", "switches", "changes"];
const isText = "is no text";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Made by replaceStep() or extend(), as far as can be seen. */
function isChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { procedure, state, locals, steps } = value;
  const hasSteps =
    isRecord(steps) && Object.values(steps).every((step) => typeof step === "function");
  return hasSteps && isRecord(state) && isRecord(locals) && isRecord(procedure);
}

/** Checks what claims to be a proposal; the types keep it in step with what one is. */
const proposalSchema: z.ZodType<Proposal, unknown> = z.strictObject(
  {
    id: z
      .string("is missing, or no text")
      .regex(/^\w[\w.-]*$/, "is no name: use letters, digits and hyphens, as in my-idea"),
    what: z.string(isText),
    why: z.string(isText),
    switches: z
      .strictObject(
        Object.fromEntries(
          switchNames.map((name) => [name, z.boolean("is neither true nor false").optional()]),
        ),
        "is no object of switches",
      )
      .optional(),
    changes: z
      .array(
        z.custom<Change>(isChange, "is no change: make it with replaceStep() or extend()"),
        "is no array of changes",
      )
      .optional(),
  },
  "is no proposal",
) as z.ZodType<Proposal, unknown>;

/**
 * The proposals of a file.
 *
 * @throws {UsageError} It cannot be loaded, or what it exports is no proposal of this model.
 */
export function proposalsIn(file: string): Proposal[] {
  const exported = loadDefault(file, instead);
  const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  if (list.length === 0) throw new UsageError(`${file} exports an empty array`, instead);
  return list.map((candidate, at) => {
    const place = Array.isArray(exported) ? `[${at}]` : "";
    const parsed = proposalSchema.safeParse(candidate);
    if (!parsed.success) throw misfit(file, place, parsed.error.issues[0]);
    // Not the parsed copy: changes are known by identity.
    const proposal = candidate as Proposal;
    assertFits(file, proposal);
    return proposal;
  });
}

function misfit(file: string, place: string, issue: z.core.$ZodIssue): UsageError {
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  const where = `its default export${place}${path.join("")}`;
  if (issue.code !== "unrecognized_keys") {
    return new UsageError(`${file}: ${where} ${issue.message}`, instead);
  }
  const [key] = issue.keys;
  const isSwitch = issue.path.length > 0;
  const known = isSwitch ? switchNames : fieldNames;
  return new UsageError(
    `${file}: ${where} has ${isSwitch ? "an unknown switch" : "an unknown field"} ${JSON.stringify(key)}${didYouMean(key, known)}`,
    `Use one of: ${known.join(", ")}.`,
  );
}

/** What would show nothing, or be taken for something else. */
function assertFits(file: string, { id, switches = {}, changes = [] }: Proposal): void {
  if ([...proposals, ...brokenVariants].some((known) => known.id === id)) {
    throw new UsageError(
      `${file}: ptecheck has a proposal ${id} of its own`,
      "Give yours another id.",
    );
  }
  if (Object.keys(switches).length + changes.length === 0) {
    throw new UsageError(
      `${file}: proposal ${id} changes nothing`,
      `Give it changes, made with replaceStep() or extend(), or switches: ${switchNames.join(", ")}.`,
    );
  }
  const own: readonly unknown[] = Object.values(operations);
  const foreign = changes.find(
    ({ procedure }) => Object.hasOwn(operations, procedure.name) && !own.includes(procedure),
  );
  if (foreign !== undefined) {
    throw new UsageError(
      `${file}: proposal ${id} changes the ${foreign.procedure.name} of another copy of ptecheck, which does not run here`,
      'Import it from "ptecheck/model", with import and not with require().',
    );
  }
}

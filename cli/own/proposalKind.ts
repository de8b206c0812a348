import { z } from "zod";
import { UsageError } from "../../checks/index.ts";
import type { Change } from "../../model/language/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { switchNames } from "../../model/Switches.ts";
import { assertNotForeign } from "./assertNotForeign.ts";
import { fields } from "./fields.ts";
import { isRecord } from "./isRecord.ts";
import type { Kind } from "./Kind.ts";

/** Some switches, each on or off. */
export const switchesSchema = z
  .strictObject(
    Object.fromEntries(
      switchNames.map((name) => [name, z.boolean("is neither true nor false").optional()]),
    ),
    "is no object of switches",
  )
  .optional();

/** Made by replaceStep() or extend(), as far as can be seen. */
function isChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { procedure, state, locals, steps, facts } = value;
  const hasSteps =
    isRecord(steps) && Object.values(steps).every((step) => typeof step === "function");
  const isWhole = isRecord(state) && isRecord(locals) && Array.isArray(facts);
  return hasSteps && isWhole && isRecord(procedure);
}

/** What --proposal takes from a file. */
export const proposalKind: Kind<Proposal> = {
  what: "proposal",
  instead:
    "Its default export is a proposal, or an array of them: export default proposal({ id, what, why, changes }). To begin one: npx ptecheck init proposal",
  schema: z.strictObject(
    {
      id: fields.name,
      what: fields.text,
      why: fields.text,
      switches: switchesSchema,
      changes: z
        .array(
          z.custom<Change>(isChange, "is no change: make it with replaceStep() or extend()"),
          "is no array of changes",
        )
        .optional(),
    },
    "is no proposal",
  ) as z.ZodType<Proposal, unknown>,
  complete: (written) => written,
  assertFits: (file, { id, switches = {}, changes = [] }) => {
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
    assertNotForeign(
      `${file}: proposal ${id} changes`,
      changes.map(({ procedure }) => procedure),
    );
  },
};

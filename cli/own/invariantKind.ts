import { z } from "zod";
import { sameStates, UsageError } from "../../checks/index.ts";
import { deadlock, stepError } from "../../counterexamples/index.ts";
import { type Invariant, invariants } from "../../invariants/index.ts";
import {
  type AnyProcedure,
  isProcedure,
  type Moment,
  type StatePredicate,
} from "../../model/language/index.ts";
import type { Self, State } from "../../model/state/index.ts";
import { assertNotForeign } from "./assertNotForeign.ts";
import { fields } from "./fields.ts";
import type { Kind } from "./Kind.ts";

const documented = {
  id: fields.name,
  statement: fields.text,
  why: fields.text,
  source: fields.text,
  doesNotSay: fields.text,
  mappings: fields.mappings,
  antecedent: fields.code<StatePredicate<State, Self>>("is no predicate: ({ s, actors }) => …"),
  wrong: fields
    .code<(moment: Moment<State, Self>) => string>("is no text of a moment: ({ s, actors }) => …")
    .optional(),
};

const ofStates = z.strictObject({
  ...documented,
  over: z.literal("states"),
  holds: fields.code("is no predicate: ({ s, actors }) => …"),
});

const ofSteps = z.strictObject({
  ...documented,
  over: z.literal("steps"),
  procedures: z
    .array(
      z.custom<AnyProcedure>(isProcedure, "is no procedure of the model"),
      "is no array of procedures",
    )
    .nonempty("is empty"),
  holds: fields.code("is no predicate of two moments: (before, after) => …"),
});

const schema = z
  .looseObject(
    { over: z.enum(["states", "steps"], 'is neither "states" nor "steps"') },
    "is no invariant",
  )
  .pipe(z.discriminatedUnion("over", [ofStates, ofSteps]));

/** What it says is wrong; where it cannot say, that is the user's, not a fault of ours. */
function saying(law: Invariant): (moment: Moment<State, Self>) => string {
  return (moment) => {
    try {
      const said = fields.text.safeParse(law.wrong?.(moment));
      if (said.success) return said.data;
      throw new Error(`what it gives ${said.error.issues[0].message}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UsageError(
        `invariant ${law.id} cannot say what is wrong: ${reason}`,
        "Its wrong() gives a text for each state in which it is false; it may be left out.",
      );
    }
  };
}

/** What --invariant takes from a file. */
export const invariantKind: Kind<Invariant> = {
  what: "invariant",
  instead:
    'Its default export is an invariant, or an array of them: export default invariant({ id, statement, why, source, doesNotSay, mappings, over: "states", antecedent, holds }). To begin one: npx ptecheck init invariant',
  schema: schema as z.ZodType<Invariant, unknown>,
  complete: (written) => ({ ...written, ...(written.wrong && { wrong: saying(written) }) }),
  assertFits: (file, law) => {
    if (
      invariants.some(({ id }) => id === law.id) ||
      [deadlock, stepError, sameStates].includes(law.id)
    ) {
      throw new UsageError(
        `${file}: ptecheck has an invariant ${law.id} of its own`,
        "Give yours another id.",
      );
    }
    if (law.over !== "steps") return;
    assertNotForeign(`${file}: invariant ${law.id} speaks of`, law.procedures);
  },
};

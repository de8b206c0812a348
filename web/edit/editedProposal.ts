import { UsageError } from "../../checks/index.ts";
import { extend } from "../../model/current.ts";
import { type AnyProcedure, type Change, isProcedure } from "../../model/language/index.ts";
import * as operations from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import type { Edit } from "./Edit.ts";
import { helpersOf } from "./namesIn.ts";
import type { StepTexts } from "./StepTexts.ts";
import { scope } from "./scope.ts";

/** Under what name edited steps are checked, and copied as a file. */
export const editedId = "edited";

/** How they are told there. */
export function editedTexts(edits: readonly Edit[]): Pick<Proposal, "what" | "why"> {
  return {
    what: `edited: ${edits.map(({ place }) => place).join(", ")}`,
    why: "To see what it changes.",
  };
}

/**
 * Edited steps as a proposal, evaluated with what the model exports in scope.
 *
 * @throws {UsageError} One cannot be read, is no function, or of a procedure that there is not.
 */
export function editedProposal(edits: readonly Edit[], texts: StepTexts): Proposal {
  return {
    id: editedId,
    ...editedTexts(edits),
    file: `./${editedId}.ts`,
    changes: edits.map((edit) => changeOf(edit, texts)),
  };
}

function changeOf({ place, text }: Edit, texts: StepTexts): Change {
  const [name, step = ""] = place.split(".");
  const [, procedure] = procedureNamed(name);
  const steps = { [step]: bodyOf(place, text, texts) };
  return extend(procedure as Parameters<typeof extend>[0], { steps });
}

/** A procedure, and the name under which the model exports it. @throws {UsageError} There is none. */
export function procedureNamed(name: string): [exported: string, AnyProcedure] {
  for (const [exported, one] of Object.entries<unknown>(operations)) {
    if (isProcedure(one) && one.name === name) return [exported, one];
  }
  throw new UsageError(`there is no procedure ${name}`, "Choose a step of another one.");
}

/** What the step does is for the explorer to see. */
type Body = () => string;

function bodyOf(place: string, text: string, texts: StepTexts): Body {
  const code = `"use strict";\n${helpersOf(text, texts).join("\n")}\nreturn (${text}\n);`;
  const body = evaluated(place, code);
  if (typeof body === "function") return body as Body;
  throw new UsageError(
    `${place} is no function`,
    'A step is one, as in: ({ folio }) => { folio_mark_dirty(folio); return "done"; }',
  );
}

function evaluated(place: string, code: string): unknown {
  try {
    return new Function(...Object.keys(scope), code)(...Object.values(scope));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${place} cannot be read: ${reason}`,
      "It is JavaScript: look for a bracket or a quote that is missing.",
    );
  }
}

import type { Compiled } from "../explorer/compile/index.ts";
import type { Change } from "../model/language/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import { didYouMean } from "./nearest.ts";
import { partsOf } from "./together.ts";
import { UsageError } from "./UsageError.ts";

type Program = Compiled["program"];

/**
 * Refuses a proposal with a new step to which nothing leads: with a name that is mistyped it would change
 * nothing, and look harmless. Where the system comes to no step of the procedure, that is said of its rows.
 *
 * @throws {UsageError} There is such a step.
 */
export function assertLeadsTo(proposal: Proposal, program: Program): void {
  for (const { id, changes = [] } of partsOf(proposal)) {
    for (const change of changes) {
      const { name, steps } = change.procedure;
      const dead = deadIn(change, program);
      if (dead === undefined) continue;
      throw new UsageError(
        `${id}: ${name} has no step ${JSON.stringify(dead)}, and nothing leads to it${didYouMean(dead, Object.keys(steps))}`,
        "A name that it has replaces that step; a new one must be returned by another step of it.",
      );
    }
  }
}

/** A new step that the system never comes to, although it comes to others, and that no other one names. */
function deadIn({ procedure, steps }: Change, { actors, changes, system }: Program) {
  const changed = changes.of(procedure);
  const entered = actors
    .flatMap(({ positions }) => positions)
    .filter(({ activation }) => activation.procedure === changed)
    .map(({ step }) => step);
  if (entered.length === 0) return undefined;
  const same = system.changes.filter((change) => change.procedure === procedure);
  const bodies = [procedure, ...same].flatMap((part) => Object.entries(part.steps));
  // On this kernel nothing may lead to a step that another kernel takes: what is written tells.
  const isNamed = (step: string) =>
    bodies.some(([name, body]) => name !== step && namesIn(body).includes(step));
  return Object.keys(steps)
    .filter((step) => !Object.hasOwn(procedure.steps, step) && !entered.includes(step))
    .find((step) => !isNamed(step));
}

/** The words between quotes in a function. */
function namesIn(body: object): string[] {
  return [...String(body).matchAll(/(["'`])(\w+)\1/g)].map(([, , word]) => word);
}

import { expect } from "vitest";
import { type CheckOptions, check, type Row, type Selection } from "../checks/index.ts";
import type { Invariant } from "../invariants/index.ts";
import { boundText, renderTrace } from "../render/index.ts";
import type { Scenario } from "../scenarios/index.ts";

/** A scenario by its name, one of your own, or one of these on some kernels and mappings, perhaps with a proposal. */
export type Held =
  | string
  | Scenario
  | (Pick<Selection, "kernels" | "mappings" | "proposal"> & {
      readonly scenario: string | Scenario;
    });

interface Outcome {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Does a law hold in every system that is named? Searched exhaustively. Negated: is it violated in some? What is
 * vacuous or not known is neither.
 */
export function toHold(
  this: { readonly isNot?: boolean },
  held: Held,
  law: string | Invariant,
  options: Omit<CheckOptions, "traces"> = {},
): Outcome {
  const { scenario, ...more } = namedIn(held);
  const rows = check({ scenarios: [scenario], invariants: [law], ...more }, options);
  const id = typeof law === "string" ? law : law.id;
  const asked = rows.filter(({ property }) => property === id);
  const against = asked.filter(({ verdict }) => verdict !== "holds");
  if (this.isNot) {
    const isViolated = asked.some(({ verdict }) => verdict === "violated");
    const all = asked.map(systemText).join("\n");
    return { pass: !isViolated, message: () => `expected ${id} to be violated somewhere:\n${all}` };
  }
  const message = () => `expected ${id} to hold:\n${against.map(rowText).join("\n\n")}`;
  return { pass: against.length === 0 && asked.length > 0, message };
}

function namedIn(held: Held): Exclude<Held, string | Scenario> {
  return typeof held === "object" && "scenario" in held ? held : { scenario: held };
}

function systemText({ scenario, kernel, mapping, verdict, bound }: Row): string {
  const why = bound === null || verdict !== "incomplete" ? "" : ` (${boundText(bound)})`;
  return `${scenario}, Linux ${kernel}, ${mapping}: ${verdict}${why}`;
}

function rowText(row: Row): string {
  return row.trace === null ? systemText(row) : `${systemText(row)}\n\n${renderTrace(row.trace)}`;
}

expect.extend({ toHold });

declare module "vitest" {
  // Its type parameter is that of vitest's own declaration.
  interface Matchers<T> {
    /** Does a law of ptecheck hold in every system that is named? */
    toHold(law: string | Invariant, options?: Omit<CheckOptions, "traces">): T;
  }
}

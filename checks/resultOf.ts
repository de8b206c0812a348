import type { Savings, Transition } from "../explorer/compile/index.ts";
import type { Checked } from "./checkSystem.ts";
import type { Evidence } from "./Evidence.ts";
import { evidenceOf } from "./evidenceOf.ts";
import type { Row } from "./Row.ts";
import type { Subject } from "./Subject.ts";

/** What is kept of a checked system: not its states nor its code, so that many fit into memory. */
export interface Result {
  readonly subject: Subject;
  readonly rows: readonly Row[];
  /** The size of a state in the table. */
  readonly bits: number;
  /** What each pass of the compiler saved. */
  readonly savings: Savings;
  /** Every step that exists in the system: "actor: procedure.step". */
  readonly steps: readonly string[];
  /** Those that no run ever took: what the rows say nothing about. */
  readonly neverTaken: readonly string[];
  /** What shows that the rows are not empty. */
  readonly evidence: Evidence;
}

/** What is worth keeping of a checked system. */
export function resultOf({ subject, compiled, exploration, rows }: Checked): Result {
  const { transitions, layout, savings } = compiled;
  const steps = new Set(transitions.flatMap(stepsOf));
  const taken = new Set(
    transitions.filter((_, id) => exploration.taken[id] === 1).flatMap(stepsOf),
  );
  const neverTaken = [...steps].filter((step) => !taken.has(step));
  const evidence = evidenceOf(compiled, exploration);
  return { subject, rows, bits: layout.bits, savings, steps: [...steps], neverTaken, evidence };
}

function stepsOf({ actor, parts }: Transition): string[] {
  return parts.map(
    ({ position: { activation, step } }) =>
      `${actor.actor.name}: ${activation.procedure.name}.${step}`,
  );
}

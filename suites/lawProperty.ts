import { findInvariant, type Selection, select, traceSubjectOf } from "../checks/index.ts";
import { traceOf } from "../counterexamples/index.ts";
import { compile } from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import { runProperty } from "../explorer/sample/index.ts";
import type { Invariant } from "../invariants/index.ts";
import { renderTrace } from "../render/index.ts";
import { type Scenario, systemOf } from "../scenarios/index.ts";

/** One system: a scenario on one kernel and mapping, perhaps with a proposal. */
export interface OneSystem extends Pick<Selection, "proposal"> {
  readonly scenario: string | Scenario;
  readonly kernel: string;
  readonly mapping: string;
}

/**
 * A property for fast-check: random runs of a system's actors, of which none breaks the law. A failure is shrunk,
 * and its error is the trace. It shows presence, never absence.
 *
 * @throws {UsageError} A name is unknown, or the law says nothing of this system.
 */
export function lawProperty(
  { scenario, kernel, mapping, proposal }: OneSystem,
  law: string | Invariant,
  { bursts = 100 }: { readonly bursts?: number } = {},
) {
  const asked = typeof law === "string" ? findInvariant(law) : law;
  const names = { scenarios: [scenario], kernels: [kernel], mappings: [mapping] };
  const [subject] = select({ ...names, invariants: [asked], proposal });
  const { invariants } = subject;
  const system = systemOf(subject.scenario, kernel, subject.mapping, invariants, subject.proposal);
  const compiled = compile(system);
  const onBroken = (moves: Parameters<typeof traceOf>[2]) => {
    const told = traceSubjectOf(subject, system.actors, asked.id);
    throw new Error(renderTrace(traceOf(new Reference(system) as Reference, told, moves)));
  };
  return runProperty(compiled, asked.id, { bursts, onBroken });
}

import { type Invariant, invariants } from "../invariants/index.ts";
import { isSince } from "../model/kernels/index.ts";
import type { MappingName } from "../model/mappings/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import type { Scenario } from "../scenarios/index.ts";

/** One system to check, and what to ask of it. */
export interface Subject {
  readonly scenario: Scenario;
  readonly kernel: string;
  readonly mapping: MappingName;
  readonly proposal: Proposal | null;
  readonly invariants: readonly Invariant[];
}

/**
 * A scenario on a kernel and a mapping, perhaps with a proposal. Asked are the scenario's own invariants, if
 * no others are given; those that do not speak of the mapping, or of the kernel, are left out.
 */
export function subjectOf(
  scenario: Scenario,
  kernel: string,
  mapping: MappingName,
  proposal: Proposal | null,
  asked: readonly Invariant[] = invariants.filter(({ id }) => scenario.asks.includes(id)),
): Subject {
  const speaking = asked.filter(
    ({ mappings, since }) =>
      mappings.includes(mapping) && (since === undefined || isSince(kernel, since)),
  );
  return { scenario, kernel, mapping, proposal, invariants: speaking };
}

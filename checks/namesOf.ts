import { findKernel } from "./findKernel.ts";
import type { Subject } from "./Subject.ts";

/** What was checked, by name, and what nobody has looked up of its kernel: as rows and traces repeat it. */
export function namesOf({ scenario, kernel, mapping, proposal }: Subject) {
  const { caveat } = findKernel(kernel);
  return { scenario: scenario.id, kernel, caveat, mapping, proposal: proposal?.id ?? null };
}

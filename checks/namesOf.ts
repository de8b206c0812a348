import type { Subject } from "./Subject.ts";

/** The names of what was checked, as rows and traces repeat them. */
export function namesOf({ scenario, kernel, mapping, proposal }: Subject) {
  return { scenario: scenario.id, kernel, mapping, proposal: proposal?.id ?? null };
}

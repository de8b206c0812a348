import { caveatOf } from "./caveatOf.ts";
import type { Subject } from "./Subject.ts";

/** What was checked, by name, and what is to be known of its kernel: as rows and traces repeat it. */
export function namesOf(subject: Subject) {
  const { scenario, kernel, mapping, proposal } = subject;
  const caveat = caveatOf(subject);
  return { scenario: scenario.id, kernel, caveat, mapping, proposal: proposal?.id ?? null };
}

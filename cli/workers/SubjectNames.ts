import { partsOf, type Subject } from "../../checks/index.ts";
import type { FromFile } from "../../model/FromFile.ts";

/** A thing by its name, and the file of the user's that it comes from, if any. */
export interface Name extends FromFile {
  readonly id: string;
}

/** A subject as another thread can be told of it: functions cannot be sent. */
export interface SubjectNames extends Pick<Subject, "kernel" | "mapping"> {
  readonly scenario: Name;
  readonly proposals: readonly Name[];
  readonly invariants: readonly Name[];
}

/** What another thread finds a subject again by. */
export function namesOf({
  scenario,
  kernel,
  mapping,
  proposal,
  invariants,
}: Subject): SubjectNames {
  const proposals = proposal === null ? [] : partsOf(proposal);
  return {
    scenario: nameOf(scenario),
    kernel,
    mapping,
    proposals: proposals.map(nameOf),
    invariants: invariants.map(nameOf),
  };
}

function nameOf({ id, file }: Name): Name {
  return { id, ...(file !== undefined && { file }) };
}

import { costsOf, findProposal, findScenario, subjectOf } from "../checks/index.ts";
import type { MappingName } from "../model/mappings/index.ts";

/** Page faults of one run of a scenario in plain order, as `check` tells them of a proposal. */
export function faultsOf(
  scenario: string,
  kernel: string,
  mapping: MappingName,
  proposal: string | null,
): number {
  const change = proposal === null ? null : findProposal(proposal);
  const subject = subjectOf(findScenario(scenario), kernel, mapping, change);
  return costsOf(subject, 0).pageFaults;
}

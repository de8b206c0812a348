import { findProposal, findScenario } from "../checks/index.ts";
import { compile } from "../explorer/compile/index.ts";
import { explore } from "../explorer/search/index.ts";
import { someDirtyPte } from "../invariants/index.ts";
import { defaultKernels } from "../model/kernels/index.ts";
import { type Moment, type Property, some } from "../model/language/index.ts";
import type { MappingName } from "../model/mappings.ts";
import { get_user_pages, madvise_populate } from "../model/operations/index.ts";
import { cached, type State } from "../model/state.ts";
import { systemOf } from "../scenarios/index.ts";

/** What MADV_POPULATE_WRITE can find when the PTE is writable, and what comes of it. */
export interface PopulateCase {
  readonly kernel: string;
  readonly mapping: MappingName;
  readonly proposal: string | null;
  readonly finds: string;
  readonly occurs: boolean;
  readonly isDirtyAfter: boolean;
}

const found: readonly { finds: string; isSo: (s: State) => boolean }[] = [
  { finds: "a dirty PTE", isSo: (s) => someDirtyPte(s) },
  {
    finds: "a clean PTE with PG_dirty set",
    isSo: (s) => !someDirtyPte(s) && s.folio[cached].dirty,
  },
  {
    finds: "a clean PTE with PG_dirty clear",
    isSo: (s) => !someDirtyPte(s) && !s.folio[cached].dirty,
  },
];

/** For each kernel and mapping: which cases occur, and is the page dirty after each of them? */
export function populateCases(proposal: string | null): PopulateCase[] {
  const scenario = findScenario("populate");
  const change = proposal === null ? null : findProposal(proposal);
  const properties = found.flatMap(({ finds, isSo }) => [
    onPopulate(`${finds}: occurs`, (before) => !isSo(before)),
    onPopulate(`${finds}: dirties`, (before, after) => !isSo(before) || isDirty(after)),
  ]);
  return scenario.mappings.flatMap((mapping) =>
    defaultKernels.flatMap((kernel) => {
      const system = systemOf(scenario, kernel, mapping, properties, change);
      const results = explore(compile(system)).properties;
      return found.map(({ finds }, at) => ({
        kernel,
        mapping,
        proposal,
        finds,
        occurs: results[2 * at].violation !== null,
        isDirtyAfter: results[2 * at + 1].violation === null,
      }));
    }),
  );
}

function isDirty(s: State): boolean {
  return someDirtyPte(s) || s.folio[cached].dirty;
}

/** A property of the step in which MADV_POPULATE_WRITE finds its page. */
function onPopulate(id: string, holds: (before: State, after: State) => boolean): Property<State> {
  const isPopulating = (before: Moment<State>, after: Moment<State>) =>
    some(
      after.actors,
      (actor, at) =>
        actor.at(madvise_populate, "populated_write") &&
        before.actors[at].at(get_user_pages, "follow_page_pte"),
    );
  return {
    id,
    over: "steps",
    procedures: [get_user_pages],
    antecedent: () => true,
    holds: (before, after) => !isPopulating(before, after) || holds(before.s, after.s),
  };
}

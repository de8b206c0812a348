import { findProposal, findScenario, type ScriptLine, walkThreads } from "../checks/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import type { MappingName } from "../model/mappings/index.ts";
import { pte_dirty } from "../model/primitives/index.ts";
import { child, page } from "../model/state/index.ts";
import { systemOf } from "../scenarios/index.ts";

/** Where fork copies PTEs: one run, operation after operation. */
interface Run {
  readonly kernel: string;
  readonly mapping: MappingName;
  readonly proposal: string | null;
}

/** Page faults of the last line; and whether the child's PTE is dirty at the end. */
export interface Walked {
  readonly lastFaults: number;
  readonly isChildDirty: boolean;
}

/** What comes of a script in the scenario fork-copied. */
export function walked({ kernel, mapping, proposal }: Run, script: readonly ScriptLine[]): Walked {
  const change = proposal === null ? null : findProposal(proposal);
  const scenario = findScenario("fork-copied");
  const system = systemOf(scenario, kernel, mapping, [], change);
  const lines = walkThreads(system, script);
  const last = lines[lines.length - 1];
  return {
    lastFaults: last.faults,
    isChildDirty: new Reference(system).look(last.after, ({ s }) =>
      pte_dirty(s.mm[child].pte[page]),
    ),
  };
}

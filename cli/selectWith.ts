import { type Subject, select } from "../checks/index.ts";
import { proposalsOf } from "./proposalsOf.ts";
import type { SelectionOptions } from "./selectionOptions.ts";

/** The systems that scenarios and options name. */
export async function selectWith(
  scenarios: readonly string[],
  { kernel, mapping, invariant, proposal }: SelectionOptions,
): Promise<Subject[]> {
  return select({
    scenarios,
    kernels: kernel,
    mappings: mapping,
    invariants: invariant,
    proposal: await proposalsOf(proposal),
  });
}

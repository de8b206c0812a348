import { type Subject, select } from "../checks/index.ts";
import type { SelectionOptions } from "./selectionOptions.ts";

/** The systems that scenarios and options name. */
export function selectWith(
  scenarios: readonly string[],
  { kernel, mapping, invariant, proposal }: SelectionOptions,
): Subject[] {
  return select({
    scenarios,
    kernels: kernel,
    mappings: mapping,
    invariants: invariant,
    proposal,
  });
}

import { type Subject, select } from "../checks/index.ts";
import { invariantsOf, proposalsOf, scenariosOf } from "./namedOrOwn.ts";
import type { SelectionOptions } from "./selectionOptions.ts";

/** The systems that scenarios and options name, by names and files. */
export async function selectWith(
  scenarios: readonly string[],
  { kernel, mapping, invariant, proposal }: SelectionOptions,
): Promise<Subject[]> {
  return select({
    scenarios: await scenariosOf(scenarios),
    kernels: kernel,
    mappings: mapping,
    invariants: await invariantsOf(invariant),
    proposal: await proposalsOf(proposal),
  });
}

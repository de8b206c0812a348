import { findKernel, type Subject, select } from "../checks/index.ts";
import { invariantsOf, proposalsOf, scenariosOf } from "./namedOrOwn.ts";
import type { SelectionOptions } from "./selectionOptions.ts";

/** The systems that scenarios and options name, by names and files. */
export async function selectWith(
  scenarios: readonly string[],
  { kernel, mapping, invariant, proposal }: SelectionOptions,
): Promise<Subject[]> {
  const subjects = select({
    scenarios: await scenariosOf(scenarios),
    kernels: kernel,
    mappings: mapping,
    invariants: await invariantsOf(invariant),
    proposal: await proposalsOf(proposal),
  });
  warn(subjects);
  return subjects;
}

/** What is not known of a kernel is said, once, beside the results. */
function warn(subjects: readonly Subject[]): void {
  for (const name of new Set(subjects.map(({ kernel }) => kernel))) {
    const { caveat } = findKernel(name);
    if (caveat !== null) process.stderr.write(`note: ${name}: ${caveat}\n`);
  }
}

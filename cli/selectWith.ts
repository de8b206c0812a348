import { caveatOf, type Subject, select } from "../checks/index.ts";
import { invariantsOf, proposalsOf, scenariosOf } from "./namedOrOwn.ts";
import type { SelectionOptions } from "./selectionOptions.ts";
import { visible } from "./visible.ts";

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

/** What is to be known of kernels is said, once, beside the results. */
function warn(subjects: readonly Subject[]): void {
  const kernels = new Map<string, Set<string>>();
  for (const subject of subjects) {
    const caveat = caveatOf(subject);
    if (caveat === null) continue;
    kernels.set(caveat, (kernels.get(caveat) ?? new Set()).add(subject.kernel));
  }
  for (const [caveat, of] of kernels) {
    process.stderr.write(visible(`note: ${[...of].join(", ")}: ${caveat}\n`));
  }
}

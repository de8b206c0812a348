import type { Subject } from "./Subject.ts";

/** What a scenario expects of an invariant: to hold, unless it says otherwise. */
export function expectedOf(
  { scenario, kernel, mapping }: Pick<Subject, "scenario" | "kernel" | "mapping">,
  id: string,
): "holds" | "violated" {
  const isViolated = scenario.expects.some(
    ({ violated, kernels, mappings }) =>
      violated === id &&
      (kernels === undefined || kernels.includes(kernel)) &&
      (mappings === undefined || mappings.includes(mapping)),
  );
  return isViolated ? "violated" : "holds";
}

import { rulesOf } from "../model/kernels/index.ts";
import type { Subject } from "./Subject.ts";

/** What a scenario expects of an invariant: to hold, unless it says otherwise. */
export function expectedOf(
  { scenario, kernel, mapping }: Pick<Subject, "scenario" | "kernel" | "mapping">,
  id: string,
): "holds" | "violated" {
  const isViolated = scenario.expects.some(
    ({ violated, without, unless, mappings }) =>
      violated === id &&
      (without === undefined || !rulesOf(kernel)[without]) &&
      (unless === undefined || !rulesOf(kernel)[unless]) &&
      (mappings === undefined || mappings.includes(mapping)),
  );
  return isViolated ? "violated" : "holds";
}

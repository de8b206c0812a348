import { rulesOf } from "../model/kernels/index.ts";
import type { Subject } from "./Subject.ts";

/** What a scenario expects of an invariant: to hold, unless it says otherwise. */
export function expectedOf(
  { scenario, kernel, mapping }: Pick<Subject, "scenario" | "kernel" | "mapping">,
  id: string,
): "holds" | "violated" {
  const has = rulesOf(kernel);
  const isViolated = scenario.expects.some(
    ({ violated, with: needed, without, unless, mappings }) =>
      violated === id &&
      (needed === undefined || has[needed]) &&
      (without === undefined || !has[without]) &&
      (unless === undefined || !has[unless]) &&
      (mappings === undefined || mappings.includes(mapping)),
  );
  return isViolated ? "violated" : "holds";
}

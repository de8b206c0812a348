import { defaultKernels, isSince } from "../model/kernels/index.ts";
import { type MappingName, mappingOf } from "../model/mappings/index.ts";
import { switchesOf } from "../model/Switches.ts";
import type { Scenario } from "./Scenario.ts";

/** Of some kernels those on which a scenario makes sense with a mapping: all but those before either. */
export function kernelsOf(
  scenario: Pick<Scenario, "since">,
  mapping: MappingName,
  among: readonly string[] = defaultKernels,
): readonly string[] {
  const hasCome = (kernel: string, since: string | undefined) =>
    since === undefined || isSince(kernel, since);
  return among.filter(
    (kernel) =>
      hasCome(kernel, scenario.since) &&
      hasCome(kernel, mappingOf(mapping, switchesOf(kernel)).since),
  );
}

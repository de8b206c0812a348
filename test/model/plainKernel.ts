import type { Kernel } from "../../model/Kernel.ts";
import { indexOf } from "../../model/language/index.ts";
import { type MappingName, mappingOf } from "../../model/mappings/index.ts";
import { type Switches, switchesOf } from "../../model/Switches.ts";
import { Cpu, child, parent } from "../../model/state/index.ts";

/** A kernel of a parent and a child that both run on CPU 0; without a mapping, with a file mapped MAP_SHARED. */
export function plainKernel(
  release: string,
  changed: Partial<Switches> = {},
  mapping: MappingName = "write-notify",
): Kernel {
  const switches = { ...switchesOf(release), ...changed };
  return {
    ...switches,
    mapping: mappingOf(mapping, switches),
    mms: [parent, child],
    childOf: (mm) => (mm === parent ? child : null),
    mm_cpumask: () => [indexOf(Cpu, 0)],
  };
}

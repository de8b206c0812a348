import type { Mapping } from "./mappings/index.ts";
import type { Switches } from "./Switches.ts";
import type { Cpu, Mm } from "./state/index.ts";

/** What is fixed while a system runs: switches, and of the scenario its mapping and where mms run. */
export interface Kernel extends Switches {
  readonly mapping: Mapping;
  /** The mms of the scenario in the order in which rmap finds their VMAs: fork inserts the child's after the parent's. */
  readonly mms: readonly Mm[];
  /** The mm that a fork of this one makes; null where it does not fork. */
  childOf(mm: Mm): Mm | null;
  /** Which CPUs run threads of an mm, so may hold its translations. */
  mm_cpumask(mm: Mm): readonly Cpu[];
}

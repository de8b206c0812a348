import type { Mapping } from "./mappings/index.ts";
import type { Switches } from "./Switches.ts";
import type { Cpu, Mm } from "./state.ts";

/** What is fixed while a system runs: switches, and of the scenario its mapping and where mms run. */
export interface Kernel extends Switches {
  readonly mapping: Mapping;
  /** Which CPUs run threads of an mm, so may hold its translations. */
  mm_cpumask(mm: Mm): readonly Cpu[];
}

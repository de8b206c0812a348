import type { Actor, Cpu, Mm } from "./domains.ts";
import type { Operation } from "./Operation.ts";

/** Who runs a step. Kernel threads and hardware have no mm of their own: theirs is not read. */
export interface Self {
  readonly id: Actor;
  readonly mm: Mm;
  readonly cpu: Cpu;
  /** What a user thread may do, over and over. */
  readonly program: readonly Operation[];
}

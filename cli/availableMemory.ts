import { totalmem } from "node:os";

/** What all searches of a run may take together, in bytes: where a container sets a limit, of that. */
export function availableMemory(): number {
  const constrained = process.constrainedMemory();
  return 0.75 * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
}

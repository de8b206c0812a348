import type { SoloStep } from "../counterexamples/index.ts";
import { do_user_addr_fault } from "../model/operations/index.ts";

/** Does a CPU fault by this step? GUP's faults are none. */
export function isFault({ step: { outcome } }: SoloStep): boolean {
  return outcome.kind === "taken" && outcome.next === do_user_addr_fault.name;
}

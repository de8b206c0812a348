import type { AnyProcedure } from "../../model/language/index.ts";
import type { Transition } from "./unfold.ts";

/** By transition: is it a step of one of these procedures, and leads to a state? */
export function relevantTo(
  procedures: readonly AnyProcedure[],
  transitions: readonly Transition[],
): Uint8Array {
  return Uint8Array.from(transitions, ({ parts, error, outOfScope }) => {
    const isOne = parts.some(({ position }) => procedures.includes(position.activation.procedure));
    return isOne && error === null && outOfScope === null ? 1 : 0;
  });
}

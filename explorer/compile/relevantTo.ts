import type { AnyProcedure } from "../../model/language/index.ts";
import { leadsOn } from "./leadsOn.ts";
import type { Transition } from "./unfold.ts";

/** By transition: is it a step of one of these procedures, and leads to a state? */
export function relevantTo(
  procedures: readonly AnyProcedure[],
  transitions: readonly Transition[],
): Uint8Array {
  return Uint8Array.from(transitions, (transition) => {
    const isOne = transition.parts.some(({ position }) =>
      procedures.includes(position.activation.procedure),
    );
    return isOne && leadsOn(transition) ? 1 : 0;
  });
}

import type { Transition } from "./unfold.ts";

/** Does it lead to a state? What breaks a rule of the model, or leaves its scope, leads to none. */
export function leadsOn({ error, outOfScope }: Transition): boolean {
  return error === null && outOfScope === null;
}

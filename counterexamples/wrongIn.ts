import type { Reference } from "../explorer/reference/index.ts";
import type { Run } from "./replay.ts";

/** What a property says is against it at the end of a run in which it is false; null if it does not say. */
export function wrongIn(reference: Reference, { states }: Run, propertyId: string): string | null {
  const property = reference.system.properties.find(({ id }) => id === propertyId);
  if (property === undefined) return null;
  return reference.look(states[states.length - 1], (moment) => property.wrong?.(moment) ?? null);
}

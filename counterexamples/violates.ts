import { type Codes, type Compiled, PlainStore } from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import type { StateProperty, StepProperty } from "../model/language/index.ts";
import type { Run } from "./replay.ts";

/** The word that stands for a property where the violation is that nothing can happen any more. */
export const deadlock = "deadlock";

/** Does the end of a run break the property? Evaluated on the reference, not on compiled code. */
export function violates(compiled: Compiled, run: Run, propertyId: string): boolean {
  const last = run.states[run.states.length - 1];
  if (propertyId === deadlock) return new Reference(compiled).successors(last).length === 0;
  const property = compiled.unfolded.program.system.properties.find(({ id }) => id === propertyId);
  if (property === undefined) throw new Error(`the system has no property ${propertyId}`);
  return property.over === "states"
    ? isBrokenBy(compiled, property, last)
    : isBrokenByStep(compiled, property, run);
}

function isBrokenBy(
  { unfolded: { program } }: Compiled,
  property: StateProperty<unknown>,
  codes: Codes,
): boolean {
  return !program.look((moment) => property.holds(moment), new PlainStore([...codes]));
}

function isBrokenByStep(
  { unfolded: { program } }: Compiled,
  property: StepProperty<unknown>,
  { states, steps }: Run,
): boolean {
  const step = steps[steps.length - 1];
  const speaksOfIt = property.procedures.some(
    ({ name }) => name === step?.position.activation.procedure.name,
  );
  if (!speaksOfIt) return false;
  const [before, after] = states.slice(-2);
  const store = new PlainStore([...before], undefined, after);
  return !program.look((b, a) => property.holds(b, a), store);
}

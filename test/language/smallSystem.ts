import {
  array,
  bool,
  domain,
  type Fields,
  index,
  language,
  oneOf,
  type Procedure,
  range,
  record,
  type System,
  union,
  type ValuesOf,
} from "../../model/language/index.ts";

// A system of one actor over a state that has a field of every form.

export const Slot = domain("Slot");

export const smallState = {
  flag: bool,
  colour: oneOf("red", "green", "blue"),
  number: range(5),
  pair: record({ left: bool, right: bool }),
  entries: array(
    Slot,
    union({ none: {}, present: { to: index(Slot), write: bool }, swap: { type: range(3) } }),
  ),
} as const satisfies Fields;

export type SmallState = ValuesOf<typeof smallState>;

export const { procedure, actor, system } = language<typeof smallState, null, null>();

/** One actor that runs a procedure, three slots. */
export function smallSystem<L, K extends string>(
  main: Procedure<SmallState, Record<never, never>, L, null, null, K>,
  more: Partial<System<SmallState, null>> = {},
): System<SmallState, null> {
  const actors = [actor("actor", main, { self: null })];
  const small = { name: "small", state: smallState, sizes: { Slot: 3 }, kernel: null, actors };
  return { ...system(small), ...more };
}

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

export const { procedure } = language<SmallState, null, null>();

/** One actor that runs a procedure, three slots. */
export function smallSystem<L, K extends string>(
  main: Procedure<SmallState, L, null, null, K>,
  more: Partial<System<SmallState>> = {},
): System<SmallState> {
  return {
    name: "small",
    state: smallState,
    sizes: { Slot: 3 },
    nameOf: (_, at) => String(at),
    kernel: null,
    actors: [{ name: "actor", procedure: main, args: {}, self: null }],
    replacements: [],
    initialise: () => {},
    properties: [],
    covers: [],
    ...more,
  };
}

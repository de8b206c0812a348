import { type Compiled, plainId, type Slot } from "../explorer/compile/index.ts";
import type { Exploration } from "../explorer/search/index.ts";
import type { State } from "../model/state/index.ts";
import { pathsBySlot } from "./states/index.ts";

/** Values of a field that no state has. */
export interface NeverHad {
  readonly path: string;
  readonly values: readonly string[];
}

/**
 * Of the fields that a search tells apart, the values that none of its states has. What a field takes over from another
 * counts as everything that that one ever has, so some are missed, and none is told that some state has.
 */
export function valuesNeverHad(compiled: Compiled<State>, { taken }: Exploration): NeverHad[] {
  const { program, layout, initial, transitions, constants } = compiled;
  const slots = program.state.cells.filter((slot) => layout.placeOf(slot).mask !== 0);
  const had = new Map<number, Set<number>>();
  const codesOf = (slot: Slot) => {
    const first = constants.get(slot) ?? layout.read(slot, initial);
    const codes = had.get(plainId(slot)) ?? new Set([first]);
    had.set(plainId(slot), codes);
    return codes;
  };
  const changes = transitions.flatMap((one, id) => (taken[id] === 1 ? one.changes : []));
  let before = -1;
  for (let many = 0; many !== before; ) {
    before = many;
    for (const [slot, effect] of changes) {
      const codes = codesOf(slot);
      if (effect.kind === "constant") codes.add(effect.code);
      else {
        const from = [...codesOf(effect.from)];
        for (const code of from) codes.add(effect.kind === "slot" ? code : effect.table[code]);
      }
    }
    many = [...had.values()].reduce((sum, codes) => sum + codes.size, 0);
  }
  const paths = pathsBySlot(program.system);
  return slots.flatMap((slot) => {
    const path = paths.get(slot.path);
    const never = (path?.values ?? []).filter((_, code) => !codesOf(slot).has(code));
    return path === undefined || never.length === 0
      ? []
      : [{ path: path.text, values: never.map((value) => JSON.stringify(value)) }];
  });
}

import { lawSlots, type Machine } from "../Machine.ts";
import type { Slot } from "../Slot.ts";
import { leavesOf, slotsOf } from "../Tree.ts";
import type { UnfoldedStep } from "../unfold.ts";
import { mapTransitions, type Passed } from "./Pass.ts";

/**
 * Cone of influence: what no law asks for and no decision needs is not kept. Each step of what is left is
 * a step of the whole, and the reverse, so lengths of runs stay the same.
 */
export function cone(machine: Machine): Passed {
  const needed = lawSlots(machine);
  for (const { pc } of machine.program.actors) needed.add(pc);
  for (let size = -1; size !== needed.size; ) {
    size = needed.size;
    for (const slot of readsOf(without(machine.steps, needed))) needed.add(slot);
  }
  const dropped = machine.program.slots.filter(
    (slot) => !needed.has(slot) && slot.size > 1 && !machine.session.constants.has(slot),
  );
  const named = dropped.map(({ path }) => path);
  const shown = named.length > 6 ? [...named.slice(0, 6), "…"] : named;
  return {
    machine: { ...machine, steps: without(machine.steps, needed), needed },
    saved: `${dropped.length} fields that nothing asks for${named.length > 0 ? ` (${shown.join(", ")})` : ""}`,
  };
}

function without(steps: readonly UnfoldedStep[], needed: ReadonlySet<Slot>): UnfoldedStep[] {
  return mapTransitions(steps, (transition) => ({
    ...transition,
    changes: transition.changes.filter(([slot]) => needed.has(slot)),
  }));
}

/** What steps read: in their decisions, and as the source of copies. */
function* readsOf(steps: readonly UnfoldedStep[]): Generator<Slot> {
  for (const { tree } of steps) {
    yield* slotsOf(tree);
    for (const transition of leavesOf(tree)) {
      for (const [, effect] of transition?.changes ?? []) {
        if (effect.kind !== "constant") yield effect.from;
      }
    }
  }
}

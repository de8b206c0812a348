import { aliveSlots, type Position } from "../Activation.ts";
import { nextOf } from "../definiteAssignment.ts";
import type { Machine } from "../Machine.ts";
import type { Slot } from "../Slot.ts";
import { leavesOf, slotsOf } from "../Tree.ts";
import type { Changed, Transition, UnfoldedStep } from "../unfold.ts";
import { goesOn, mapTransitions, type Passed } from "./Pass.ts";

/** Locals that nothing reads before they are written again are cleared. */
export function deadLocals(machine: Machine): Passed {
  const live = liveAt(machine.steps);
  const cleared = new Set<Slot>();
  const steps = mapTransitions(machine.steps, (transition) => {
    if (!goesOn(transition)) return transition;
    const to = transition.actor.positions[nextOf(transition)];
    const alive = live.get(to) ?? new Set<Slot>();
    const dead = new Set(
      aliveSlots(to.activation).filter((slot) => !alive.has(slot) && isKept(machine, slot)),
    );
    for (const slot of dead) if (mayBeSet(slot, transition, live)) cleared.add(slot);
    return { ...transition, changes: withCleared(transition.changes, dead) };
  });
  return {
    machine: { ...machine, steps },
    saved: `${cleared.size} locals cleared as soon as nothing reads them`,
  };
}

/** Would the local hold something after the transition, if it were not cleared? */
function mayBeSet(
  slot: Slot,
  { changes, parts }: Transition,
  live: ReadonlyMap<Position, ReadonlySet<Slot>>,
): boolean {
  const effect = changes.find(([changed]) => changed === slot)?.[1];
  if (effect !== undefined) return effect.kind !== "constant" || effect.code !== 0;
  return live.get(parts[0].position)?.has(slot) ?? false;
}

function isKept({ needed }: Machine, slot: Slot): boolean {
  return slot.size > 1 && (needed === null || needed.has(slot));
}

function withCleared(changes: Changed, dead: ReadonlySet<Slot>): Changed {
  return [
    ...changes.filter(([slot]) => !dead.has(slot)),
    ...[...dead].map((slot) => [slot, { kind: "constant", code: 0 }] as const),
  ];
}

/** At each position what may be read before it is written again. */
function liveAt(steps: readonly UnfoldedStep[]): ReadonlyMap<Position, ReadonlySet<Slot>> {
  const live = new Map<Position, Set<Slot>>(steps.map(({ position }) => [position, new Set()]));
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const { position, tree } of [...steps].reverse()) {
      const set = live.get(position) ?? new Set();
      const size = set.size;
      for (const slot of slotsOf(tree)) set.add(slot);
      for (const transition of leavesOf(tree)) {
        if (transition !== null && goesOn(transition)) addReads(transition, live, set);
      }
      if (set.size !== size) isStable = false;
    }
  }
  return live;
}

/** What the transition's copies, and the steps after it, read of what was before it. */
function addReads(
  { actor, changes, ...transition }: Transition,
  live: ReadonlyMap<Position, ReadonlySet<Slot>>,
  into: Set<Slot>,
): void {
  const to = actor.positions[nextOf({ actor, changes, ...transition })];
  const after = live.get(to) ?? new Set<Slot>();
  const local = new Set(aliveSlots(to.activation));
  const over = new Set<Slot>();
  for (const [slot, effect] of changes) {
    over.add(slot);
    if (effect.kind !== "constant" && (!local.has(slot) || after.has(slot))) into.add(effect.from);
  }
  for (const slot of after) if (!over.has(slot)) into.add(slot);
}

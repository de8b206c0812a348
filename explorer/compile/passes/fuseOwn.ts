import { nextOf } from "../definiteAssignment.ts";
import { isJudged, type Machine } from "../Machine.ts";
import type { Slot } from "../Slot.ts";
import { leavesOf, slotsOf } from "../Tree.ts";
import type { Transition, UnfoldedStep } from "../unfold.ts";
import { fuse } from "./fuse.ts";
import { ownSlots, positionsSeen } from "./own.ts";
import { goesOn, type Passed } from "./Pass.ts";

/**
 * A step that reads and writes only what is its actor's own, and never waits, commutes with every step of
 * the others: it goes with the step before it, if no law can tell that it has not happened yet.
 */
export function fuseOwn(machine: Machine): Passed {
  const seen = positionsSeen(machine);
  const isOwn = (step: UnfoldedStep, own: ReadonlySet<Slot>) =>
    !isJudged(machine, step.position.activation) &&
    [...slotsOf(step.tree)].every((slot) => own.has(slot)) &&
    leavesOf(step.tree).every(
      (transition) =>
        transition !== null &&
        goesOn(transition) &&
        writesOnly(transition, own) &&
        !seen(step.position, step.actor.positions[nextOf(transition)], step.actor.pc),
    );
  const candidates = machine.program.actors.flatMap((actor) => {
    const own = ownSlots(actor);
    return machine.steps
      .filter((step) => step.actor === actor && isOwn(step, own))
      .map(({ position }) => position);
  });
  const { machine: fused, count } = fuse(machine, new Set(candidates));
  return { machine: fused, saved: `${count} steps that touch only what is their actor's own` };
}

/** Does a transition change and copy only these slots? */
export function writesOnly({ changes }: Transition, own: ReadonlySet<Slot>): boolean {
  return changes.every(
    ([slot, effect]) => own.has(slot) && (effect.kind === "constant" || own.has(effect.from)),
  );
}

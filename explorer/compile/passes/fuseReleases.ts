import type { Position } from "../Activation.ts";
import { nextOf } from "../definiteAssignment.ts";
import { isJudged, lawSlots, type Machine } from "../Machine.ts";
import type { Slot } from "../Slot.ts";
import { leavesOf, slotsOf } from "../Tree.ts";
import type { Transition, UnfoldedStep } from "../unfold.ts";
import { fuse } from "./fuse.ts";
import { leavesWhile } from "./leavesWhile.ts";
import { ownSlots, positionsSeen } from "./own.ts";
import { goesOn, type Passed } from "./Pass.ts";

/**
 * Dropping locks and nothing else moves to the left: while a lock is held, all that others do about it is
 * wait, so what happens before the release can as well happen after it. It goes with the step before.
 * Where somebody does more than wait (a trylock that goes another way), or a law looks at the lock or the
 * position, the release stays a step.
 */
export function fuseReleases(machine: Machine): Passed {
  const seen = positionsSeen(machine);
  const told = lawSlots(machine);
  const candidates = new Set<Position>();
  for (const actor of machine.program.actors) {
    const own = ownSlots(actor);
    for (const step of machine.steps) {
      if (step.actor !== actor || isJudged(machine, step.position.activation)) continue;
      const locks = releasedBy(step, own);
      if (locks === null || [...locks].some((lock) => told.has(lock))) continue;
      if (leadsElsewhere(step, seen) || ![...locks].every(othersWait(machine, step))) continue;
      candidates.add(step.position);
    }
  }
  const { machine: fused, count } = fuse(machine, candidates);
  return { machine: fused, saved: `${count} releases of locks` };
}

/** The locks that a step drops, if that is all it does; null if it may wait or does more. */
function releasedBy({ tree }: UnfoldedStep, own: ReadonlySet<Slot>): Set<Slot> | null {
  const locks = new Set<Slot>();
  for (const transition of leavesOf(tree)) {
    if (transition === null || transition.outOfScope !== null) return null;
    for (const [slot, effect] of transition.changes) {
      if (effect.kind !== "constant" && !own.has(effect.from)) return null;
      if (own.has(slot)) continue;
      if (!slot.isLock || effect.kind !== "constant" || effect.code !== 0) return null;
      locks.add(slot);
    }
  }
  const isItsOwn = [...slotsOf(tree)].every((slot) => own.has(slot) || locks.has(slot));
  return locks.size > 0 && isItsOwn ? locks : null;
}

function leadsElsewhere(
  { tree, position, actor }: UnfoldedStep,
  seen: ReturnType<typeof positionsSeen>,
): boolean {
  return leavesOf(tree).some(
    (transition) =>
      transition !== null &&
      goesOn(transition) &&
      seen(position, actor.positions[nextOf(transition)], actor.pc),
  );
}

/** While the lock is held by the step's actor, is waiting all that others can do about it? */
function othersWait({ steps }: Machine, { tree, actor }: UnfoldedStep): (lock: Slot) => boolean {
  return (lock) => {
    const possible = Array.from({ length: lock.size }, (_, code) => code).filter((code) => {
      const kinds = kindsWhile(tree, lock, code);
      return kinds.has("goes on") || kinds.has("blind");
    });
    const held = possible.filter((code) => code !== 0);
    const mayBeFree = possible.length > held.length;
    return steps
      .filter((other) => other.actor !== actor)
      .every(
        (other) =>
          held.every((code) => waitsFor(other, lock, code)) &&
          // Who releases what it may not hold must not meet somebody who takes it in between.
          !(mayBeFree && leavesOf(other.tree).some((t) => t !== null && touches(t, lock))),
      );
  };
}

function waitsFor({ tree }: UnfoldedStep, lock: Slot, code: number): boolean {
  const whileHeld = kindsWhile(tree, lock, code);
  if (whileHeld.has("goes on") || whileHeld.has("blind")) return false;
  // Whoever drops a lock that it does not hold is wrong whether or not somebody else holds it.
  const whileFree = kindsWhile(tree, lock, 0);
  return !whileHeld.has("error") || !(whileFree.has("goes on") || whileFree.has("waits"));
}

/** What a step can do on ways that ask for the lock, or although it does not ask. */
function kindsWhile(tree: UnfoldedStep["tree"], lock: Slot, code: number): Set<string> {
  const kinds = new Set<string>();
  leavesWhile(tree, lock, code, (transition, asked) => {
    if (transition === null) {
      if (asked) kinds.add("waits");
    } else if (asked) kinds.add(transition.error === null ? "goes on" : "error");
    else if (touches(transition, lock)) kinds.add("blind");
  });
  return kinds;
}

function touches({ changes }: Transition, lock: Slot): boolean {
  return changes.some(
    ([slot, effect]) => slot === lock || (effect.kind !== "constant" && effect.from === lock),
  );
}

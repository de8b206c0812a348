import { LanguageError } from "../../model/language/index.ts";
import { type ActorProgram, type Position, textOf } from "./Activation.ts";
import { leadsOn } from "./leadsOn.ts";
import type { Slot } from "./Slot.ts";
import { leavesOf } from "./Tree.ts";
import type { Transition, Unfolded, UnfoldedStep } from "./unfold.ts";

/**
 * Refuses a local that a step may read before any has assigned it, as Java does: on some way through the
 * steps, whether or not a reachable state takes it.
 */
export function assertAssigned({ program, steps }: Unfolded): void {
  for (const actor of program.actors) {
    const own = new Map(steps.filter((step) => step.actor === actor).map((s) => [s.position, s]));
    const unset = unsetAt(actor, own);
    for (const step of own.values()) {
      for (const slot of step.reads) {
        if (unset.get(step.position)?.has(slot)) throw unassigned(step.position, slot);
      }
    }
  }
}

/** At each position the locals that may have no value there. */
function unsetAt(
  actor: ActorProgram,
  steps: ReadonlyMap<Position, UnfoldedStep>,
): ReadonlyMap<Position, ReadonlySet<Slot>> {
  const unset = new Map<Position, Set<Slot>>();
  const pending = [actor.positions[0]];
  unset.set(pending[0], new Set(actor.root.unset));
  for (let from = pending.pop(); from !== undefined; from = pending.pop()) {
    const tree = steps.get(from)?.tree;
    for (const transition of tree === undefined ? [] : leavesOf(tree)) {
      if (transition === null || !leadsOn(transition)) continue;
      const to = actor.positions[nextOf(transition)];
      const known = unset.get(to);
      const after = unsetAfter(unset.get(from) ?? new Set(), transition);
      if (known !== undefined && [...after].every((slot) => known.has(slot))) continue;
      unset.set(to, new Set([...(known ?? []), ...after]));
      pending.push(to);
    }
  }
  return unset;
}

function unsetAfter(before: ReadonlySet<Slot>, { changes, unset }: Transition): Set<Slot> {
  const after = new Set(before);
  for (const [slot] of changes) after.delete(slot);
  for (const slot of unset) after.add(slot);
  return after;
}

/** The code of the position that a transition leads to. */
export function nextOf({ actor, parts, changes }: Transition): number {
  const to = changes.find(([slot]) => slot === actor.pc)?.[1];
  return to?.kind === "constant" ? to.code : parts[0].position.code;
}

function unassigned(position: Position, { path }: Slot): LanguageError {
  return new LanguageError(
    "unset",
    `${textOf(position)}: ${path} may be read before it is assigned`,
    "A local has no value until it is assigned: assign it in an earlier step, on every way here, or make it a parameter.",
  );
}

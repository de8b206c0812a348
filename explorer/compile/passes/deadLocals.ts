import type { Position } from "../Activation.ts";
import { nextOf } from "../definiteAssignment.ts";
import type { Machine } from "../Machine.ts";
import type { Slot } from "../Slot.ts";
import { leavesOf, slotsOf } from "../Tree.ts";
import type { Changed, Transition, UnfoldedStep } from "../unfold.ts";
import { goesOn, mapTransitions, type Passed } from "./Pass.ts";

/** Locals that nothing reads before they are written again are cleared. */
export function deadLocals(machine: Machine): Passed {
  const live = liveAt(machine.steps);
  const deadAt = new Map<Position, ReadonlySet<Slot>>();
  const deadIn = (to: Position): ReadonlySet<Slot> => {
    const known = deadAt.get(to);
    if (known !== undefined) return known;
    const alive = live.get(to) ?? new Set<Slot>();
    const isDead = (slot: Slot) => !alive.has(slot) && isKept(machine, slot);
    const dead = new Set(to.activation.alive.filter(isDead));
    deadAt.set(to, dead);
    return dead;
  };
  const cleared = new Set<Slot>();
  const steps = mapTransitions(machine.steps, (transition) => {
    if (!goesOn(transition)) return transition;
    const dead = deadIn(transition.actor.positions[nextOf(transition)]);
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

function isKept({ needed, session }: Machine, slot: Slot): boolean {
  if (session.constants.has(slot)) return false;
  return slot.size > 1 && (needed === null || needed.has(slot));
}

function withCleared(changes: Changed, dead: ReadonlySet<Slot>): Changed {
  return [
    ...changes.filter(([slot]) => !dead.has(slot)),
    ...[...dead].map((slot) => [slot, { kind: "constant", code: 0 }] as const),
  ];
}

/** What a step reads itself, and what its ways on leave to those after them. */
interface Use {
  readonly position: Position;
  readonly reads: ReadonlySet<Slot>;
  readonly ways: readonly Way[];
}

/** One way on: which locals it copies from where, and what it writes. */
interface Way {
  readonly to: Position;
  readonly copied: readonly (readonly [local: Slot, from: Slot])[];
  readonly over: ReadonlySet<Slot>;
}

/** At each position what may be read before it is written again. */
function liveAt(steps: readonly UnfoldedStep[]): ReadonlyMap<Position, ReadonlySet<Slot>> {
  const uses = [...steps].reverse().map(useOf);
  const live = new Map(uses.map(({ position, reads }) => [position, new Set(reads)]));
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const { position, ways } of uses) {
      const set = live.get(position) ?? new Set();
      const size = set.size;
      for (const way of ways) addReads(way, live.get(way.to), set);
      if (set.size !== size) isStable = false;
    }
  }
  return live;
}

/** Ways that write and copy the same are one. */
function useOf({ position, tree }: UnfoldedStep): Use {
  const reads = new Set(slotsOf(tree));
  const ways = new Map<string, Way>();
  for (const transition of leavesOf(tree)) {
    if (transition === null || !goesOn(transition)) continue;
    const { actor, changes } = transition;
    const to = actor.positions[nextOf(transition)];
    const local = new Set(to.activation.alive);
    const copied: (readonly [Slot, Slot])[] = [];
    for (const [slot, effect] of changes) {
      if (effect.kind === "constant") continue;
      if (local.has(slot)) copied.push([slot, effect.from]);
      else reads.add(effect.from);
    }
    const written = changes.map(([slot]) => slot);
    const copies = copied.map(([slot, from]) => `${slot.id}<${from.id}`);
    const key = `${to.code}:${written.map(({ id }) => id)}:${copies}`;
    if (!ways.has(key)) ways.set(key, { to, copied, over: new Set(written) });
  }
  return { position, reads, ways: [...ways.values()] };
}

/** What a way's copies, and the steps after it, read of what was before it. */
function addReads(
  { copied, over }: Way,
  after: ReadonlySet<Slot> | undefined,
  into: Set<Slot>,
): void {
  if (after === undefined) return;
  for (const [slot, from] of copied) if (after.has(slot)) into.add(from);
  for (const slot of after) if (!over.has(slot)) into.add(slot);
}

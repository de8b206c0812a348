import type { ActorProgram, Position } from "../Activation.ts";
import type { Machine } from "../Machine.ts";
import { plainId, type Slot } from "../Slot.ts";
import { type Branch, childOf, nodesOf, type Tree } from "../Tree.ts";

// What fusing steps asks: what is an actor's own, and what laws see of its position.

/** Slots that only the actor itself reads and writes: its position and its locals. */
export function ownSlots({ pc, positions }: ActorProgram): Set<Slot> {
  const own = new Set([pc]);
  for (const { activation } of positions) {
    for (const slot of activation.alive) own.add(slot);
  }
  return own;
}

/** Tells whether any law can tell two positions of one actor apart. */
export function positionsSeen({ laws }: Machine): (a: Position, b: Position, pc: Slot) => boolean {
  const tests = laws.flatMap(({ tree }) => positionTests(tree, new Set()));
  return (a, b, pc) =>
    tests.some(
      (node) =>
        node.test.kind === "slot" &&
        plainId(node.test.slot) === pc.id &&
        childOf(node, a.code) !== childOf(node, b.code),
    );
}

/** Every node that asks for a slot, in queries too. */
function positionTests(tree: Tree<number>, seen: Set<Tree<number>>): Branch<number>[] {
  if (seen.has(tree)) return [];
  seen.add(tree);
  return nodesOf(tree).flatMap((node) => {
    if (node.kind === "leaf" || node.test.kind === "choice") return [];
    return node.test.kind === "slot" ? [node] : positionTests(node.test.tree, seen);
  });
}

import type { Reference } from "../explorer/reference/index.ts";
import { endOf } from "./endOf.ts";
import { type Move, replay } from "./replay.ts";

/**
 * The same steps in an order with fewer changes of actor, as long as the run stays possible and still
 * ends in the violation. Greedy: it joins one block of steps after the other with its neighbours.
 */
export function fewerSwitches(
  reference: Reference,
  moves: readonly Move[],
  property: string,
): readonly Move[] {
  for (const candidate of candidates(moves)) {
    if (switchesIn(candidate) < switchesIn(moves) && isViolation(reference, candidate, property)) {
      return fewerSwitches(reference, candidate, property);
    }
  }
  return moves;
}

export function switchesIn(moves: readonly Move[]): number {
  return moves.filter(({ actor }, at) => at > 0 && moves[at - 1].actor !== actor).length;
}

function isViolation(reference: Reference, moves: readonly Move[], property: string): boolean {
  try {
    return endOf(reference, replay(reference, moves), property) !== null;
  } catch {
    return false; // A step is blocked in this order.
  }
}

/** Every order that comes from moving some steps of one actor up to its earlier, or down to its later ones. */
function* candidates(moves: readonly Move[]): Generator<Move[]> {
  for (let start = 0; start < moves.length; start += 1) {
    const { actor } = moves[start];
    for (let end = start + 1; moves[end - 1]?.actor === actor; end += 1) {
      const block = moves.slice(start, end);
      const [before, after] = [moves.slice(0, start), moves.slice(end)];
      const up = before.findLastIndex((move) => move.actor === actor) + 1;
      if (up > 0 && up < start)
        yield [...before.slice(0, up), ...block, ...before.slice(up), ...after];
      const down = after.findIndex((move) => move.actor === actor);
      if (down > 0) yield [...before, ...after.slice(0, down), ...block, ...after.slice(down)];
      // Or to the very start, where nobody else has begun.
      if (up === 0 && start > 0) yield [...block, ...before, ...after];
    }
  }
}

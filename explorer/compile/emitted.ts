import type { Layout } from "./Layout.ts";
import type { Effect } from "./Slot.ts";
import { type Branch, nodesOf, slotsOf, type Tree } from "./Tree.ts";
import type { StepTree, Transition } from "./unfold.ts";

// What every emitter asks of trees and transitions, whatever it writes.

/** Larger actors are cut into a function per position, so that the engine optimises each. */
export const maxNodesPerFunction = 400;

/** Does a query look at the state after a step? */
export function readsAfter(tree: Tree<number>): boolean {
  return [...slotsOf(tree)].some(({ id }) => id < 0);
}

export interface Group<L> {
  readonly child: Tree<L>;
  readonly answers: number[];
}

/** The different children of a node with the answers that lead to them. */
export function grouped<L>({ answers, children }: Branch<L>): Group<L>[] {
  const groups = new Map<Tree<L>, number[]>();
  children.forEach((child, at) => {
    const same = groups.get(child);
    if (same === undefined) groups.set(child, [answers[at]]);
    else same.push(answers[at]);
  });
  return [...groups].map(([child, same]) => ({ child, answers: same }));
}

/** Nodes of the emitted code, where shared subtrees stand once for each parent. */
export function sizeOf(tree: StepTree): number {
  const sizes = new Map<StepTree, number>();
  const visit = (node: StepTree): number => {
    if (node.kind === "leaf") return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const size = [...new Set(node.children)].reduce((sum, child) => sum + visit(child), 1);
    sizes.set(node, size);
    return size;
  };
  return visit(tree);
}

/** Subtrees of queries that have more than one parent: each becomes a function. */
export class SharedSubtrees {
  private readonly shared = new Set<Tree<number>>();
  /** Queries whose subtrees were looked at for that. */
  private readonly counted = new Set<Tree<number>>();

  has(tree: Tree<number>): boolean {
    return this.shared.has(tree);
  }

  /** Notes which subtrees of a query are shared: once, as its subtrees are asked for later. */
  note(tree: Tree<number>): void {
    if (this.counted.has(tree)) return;
    const parents = new Set<Tree<number>>();
    for (const node of nodesOf(tree)) {
      this.counted.add(node);
      if (node.kind === "leaf") continue;
      for (const child of new Set(node.children)) {
        if (child.kind === "branch" && parents.has(child)) this.shared.add(child);
        parents.add(child);
      }
    }
  }
}

/** What a table adds to every code that it has an answer for; null if that is not one number. */
export function sumOf(table: readonly number[]): number | null {
  const first = table.findIndex((to) => to >= 0);
  const by = table[first] - first;
  return table.every((to, from) => to < 0 || to === from + by) ? by : null;
}

/** What a transition does to one word: bits that it sets anew, the constants among them, and copies. */
export interface ChangedWord {
  readonly mask: number;
  readonly constant: number;
  readonly moves: readonly { readonly effect: MovedEffect; readonly shift: number }[];
}

export type MovedEffect = Exclude<Effect, { kind: "constant" }>;

/** What a transition does, word by word. */
export function changedWords({ changes }: Transition, layout: Layout): ChangedWord[] {
  return Array.from({ length: layout.words }, (_, word) => {
    let mask = 0;
    let constant = 0;
    const moves: { effect: MovedEffect; shift: number }[] = [];
    for (const [slot, effect] of changes) {
      const place = layout.placeOf(slot);
      if (place.word !== word || place.mask === 0) continue;
      mask |= place.mask << place.shift;
      if (effect.kind === "constant") constant |= effect.code << place.shift;
      else moves.push({ effect, shift: place.shift });
    }
    return { mask, constant, moves };
  });
}

import type { Slot } from "../Slot.ts";
import { type Branch, childOf, slotsOf, type Tree } from "../Tree.ts";

/**
 * Walks every leaf that `tree` can come to while `slot` holds `code`. `asked` says whether the way there
 * depended on the slot.
 */
export function leavesWhile<L>(
  tree: Tree<L>,
  slot: Slot,
  code: number,
  leaf: (value: L, asked: boolean) => void,
): void {
  const done = new Set<string>();
  const visit = (node: Tree<L> | null, asked: boolean): void => {
    if (node === null || done.has(`${node.id} ${asked}`)) return;
    done.add(`${node.id} ${asked}`);
    if (node.kind === "leaf") {
      leaf(node.value, asked);
      return;
    }
    const asks = asksFor(node, slot);
    for (const answer of answersWhile(node, slot, code))
      visit(childOf(node, answer), asked || asks);
  };
  visit(tree, false);
}

function asksFor<L>({ test }: Branch<L>, slot: Slot): boolean {
  if (test.kind === "choice") return false;
  return test.kind === "slot" ? test.slot === slot : slotsOf(test.tree).has(slot);
}

function answersWhile<L>(
  { test, answers }: Branch<L>,
  slot: Slot,
  code: number,
): readonly number[] {
  if (test.kind === "slot" && test.slot === slot) return [code];
  if (test.kind !== "query" || !slotsOf(test.tree).has(slot)) return answers;
  const values = new Set<number>();
  leavesWhile(test.tree, slot, code, (value) => values.add(value));
  return [...values];
}

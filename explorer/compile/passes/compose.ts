import type { Session } from "../Session.ts";
import type { Effect, Slot } from "../Slot.ts";
import { type Branch, childOf, leavesOf, type Tree, type TreeBuilder } from "../Tree.ts";
import type { Changed, StepTree, Transition } from "../unfold.ts";

/**
 * The tree of two steps in one: what `tree` says in the state that `first` leaves, told of the state
 * before `first`. Each leaf goes through `leaf`, with both steps' changes. Null if it cannot be.
 */
export function compose(
  first: Transition,
  tree: StepTree,
  session: Session,
  trees: TreeBuilder<Transition | null>,
  leaf: (both: Transition) => StepTree,
): StepTree | null {
  const after = new Map(first.changes);
  return substitute(tree, after, session, trees, (second) => {
    if (second === null) return trees.leaf(null);
    return leaf({
      ...second,
      parts: [...first.parts, ...second.parts],
      changes: joined(first.changes, second.changes, after),
    });
  });
}

function joined(first: Changed, second: Changed, after: ReadonlyMap<Slot, Effect>): Changed {
  const both = new Map(first);
  for (const [slot, effect] of second) both.set(slot, through(effect, after));
  return [...both].filter(([slot, effect]) => effect.kind !== "slot" || effect.from !== slot);
}

/** An effect in the state that `after` describes, as one in the state before. */
function through(effect: Effect, after: ReadonlyMap<Slot, Effect>): Effect {
  if (effect.kind === "constant") return effect;
  const before = after.get(effect.from);
  if (before === undefined) return effect;
  if (effect.kind === "slot") return before;
  switch (before.kind) {
    case "constant":
      return { kind: "constant", code: effect.table[before.code] };
    case "slot":
      return { ...effect, from: before.from };
    case "table": {
      const table = before.table.map((code) => (code < 0 ? -1 : (effect.table[code] ?? -1)));
      return { kind: "table", from: before.from, table };
    }
  }
}

/** A tree with its tests asked of the state before; null if no leaf of it can be. */
function substitute<L>(
  tree: Tree<L>,
  after: ReadonlyMap<Slot, Effect>,
  session: Session,
  trees: TreeBuilder<L>,
  leaf: (value: L) => Tree<L>,
): Tree<L> | null {
  const done = new Map<Tree<L>, Tree<L> | null>();
  const visit = (node: Tree<L> | null): Tree<L> | null => {
    if (node === null) return null;
    const known = done.get(node);
    if (known !== undefined) return known;
    const made = node.kind === "leaf" ? leaf(node.value) : branch(node);
    done.set(node, made);
    return made;
  };
  const branch = (node: Branch<L>): Tree<L> | null => {
    const { test, answers, children } = node;
    const all = (same: typeof test) => trees.branch(same, answers, children.map(visit));
    if (test.kind === "choice") return all(test);
    if (test.kind === "query") return onQuery(node, test.tree);
    const effect = after.get(test.slot);
    if (effect === undefined) return all(test);
    if (effect.kind === "constant") return visit(childOf(node, effect.code));
    if (effect.kind === "slot") return all({ kind: "slot", slot: effect.from });
    return onTable(node, effect.from, effect.table);
  };
  const onQuery = (node: Branch<L>, query: Tree<number>): Tree<L> | null => {
    const { queries } = session;
    const asked = substitute(query, after, session, queries, (value) => queries.leaf(value));
    if (asked === null) return null;
    if (asked.kind === "leaf") return visit(childOf(node, asked.value));
    return onAnswers(node, { kind: "query", tree: asked }, leavesOf(asked), (value) => value);
  };
  const onTable = (node: Branch<L>, slot: Slot, table: readonly number[]) =>
    onAnswers(node, { kind: "slot", slot }, [...table.keys()], (code) => table[code]);
  const onAnswers = (
    node: Branch<L>,
    test: Branch<L>["test"],
    answers: readonly number[],
    was: (answer: number) => number,
  ): Tree<L> | null => {
    const sorted = [...answers].sort((a, b) => a - b);
    const children = sorted.map((answer) => visit(childOf(node, was(answer))));
    return trees.branch(test, sorted, children);
  };
  return visit(tree);
}

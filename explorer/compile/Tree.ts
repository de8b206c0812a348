import type { Slot } from "../../model/language/index.ts";

/** What an inner node asks: the value of a slot, of a query over slots, or which way a choice goes. */
export type Test =
  | { readonly kind: "slot"; readonly slot: Slot }
  | { readonly kind: "query"; readonly tree: Tree<number> }
  | { readonly kind: "choice"; readonly count: number };

export interface Leaf<L> {
  readonly kind: "leaf";
  readonly id: number;
  readonly value: L;
}

export interface Branch<L> {
  readonly kind: "branch";
  readonly id: number;
  readonly test: Test;
  /** By the test's answer; null where that answer cannot be. */
  readonly children: readonly (Tree<L> | null)[];
}

/** A step or a predicate as a decision tree, with equal subtrees shared. */
export type Tree<L> = Leaf<L> | Branch<L>;

/** Equal for equal tests. */
export function keyOf(test: Test): string {
  switch (test.kind) {
    case "slot":
      return `s${test.slot.id}`;
    case "query":
      return `q${test.tree.id}`;
    case "choice":
      return `c${test.count}`;
  }
}

/** Makes trees so that equal ones are the same object, and tests that decide nothing are left out. */
export class TreeBuilder<L> {
  private readonly known = new Map<string, Tree<L>>();
  readonly keyOfValue: (value: L) => string;

  constructor(keyOfValue: (value: L) => string) {
    this.keyOfValue = keyOfValue;
  }

  leaf(value: L): Tree<L> {
    return this.share(`=${this.keyOfValue(value)}`, (id) => ({ kind: "leaf", id, value }));
  }

  /** Null if no child can be. A choice is kept even where its options agree: each is a transition. */
  branch(test: Test, children: readonly (Tree<L> | null)[]): Tree<L> | null {
    const possible = new Set(children.filter((child) => child !== null));
    const [first] = possible;
    if (first === undefined) return null;
    if (possible.size === 1 && test.kind !== "choice") return first;
    const key = `${keyOf(test)}(${children.map((child) => child?.id ?? "").join()})`;
    return this.share(key, (id) => ({ kind: "branch", id, test, children }));
  }

  private share(key: string, make: (id: number) => Tree<L>): Tree<L> {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = make(this.known.size);
    this.known.set(key, made);
    return made;
  }
}

/** What `tree` says when only some slots are known; undefined if that is not enough. */
export function evaluatePartly(
  tree: Tree<number>,
  known: ReadonlyMap<Slot, number>,
): number | undefined {
  let node: Tree<number> | null = tree;
  while (node?.kind === "branch") {
    const value = answerTo(node.test, known);
    if (value === undefined) return undefined;
    node = node.children[value];
  }
  return node?.value;
}

function answerTo(test: Test, known: ReadonlyMap<Slot, number>): number | undefined {
  if (test.kind === "slot") return known.get(test.slot);
  return test.kind === "query" ? evaluatePartly(test.tree, known) : undefined;
}

/** Every node once, parents before children. */
export function nodesOf<L>(tree: Tree<L>): Tree<L>[] {
  const seen = new Set<Tree<L>>();
  const visit = (node: Tree<L> | null) => {
    if (node === null || seen.has(node)) return;
    seen.add(node);
    if (node.kind === "branch") node.children.forEach(visit);
  };
  visit(tree);
  return [...seen];
}

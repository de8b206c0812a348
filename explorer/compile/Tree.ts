import type { Slot } from "./Slot.ts";

/** What an inner node asks: the code of a slot, the value of a query, or which way a choice goes. */
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
  /** The answers that can be, ascending, and where each leads. */
  readonly answers: readonly number[];
  readonly children: readonly Tree<L>[];
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
  private readonly keyOfValue: (value: L) => string;

  constructor(keyOfValue: (value: L) => string) {
    this.keyOfValue = keyOfValue;
  }

  leaf(value: L): Tree<L> {
    return this.share(`=${this.keyOfValue(value)}`, (id) => ({ kind: "leaf", id, value }));
  }

  /** Null if no child can be. A choice is kept even where its options agree: each is a transition. */
  branch(
    test: Test,
    answers: readonly number[],
    children: readonly (Tree<L> | null)[],
  ): Tree<L> | null {
    const possible: number[] = [];
    const kept: Tree<L>[] = [];
    children.forEach((child, at) => {
      if (child === null) return;
      possible.push(answers[at]);
      kept.push(child);
    });
    if (kept.length === 0) return null;
    if (test.kind !== "choice" && kept.every((child) => child === kept[0])) return kept[0];
    const key = `${keyOf(test)}(${possible.map((answer, at) => `${answer}:${kept[at].id}`)})`;
    return this.share(key, (id) => ({
      kind: "branch",
      id,
      test,
      answers: possible,
      children: kept,
    }));
  }

  private share(key: string, make: (id: number) => Tree<L>): Tree<L> {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = make(this.known.size);
    this.known.set(key, made);
    return made;
  }
}

/** Where an answer leads, or null if it cannot be. */
export function childOf<L>({ answers, children }: Branch<L>, answer: number): Tree<L> | null {
  if (answers[answer] === answer) return children[answer];
  const at = answers.indexOf(answer);
  return at < 0 ? null : children[at];
}

/** What a tree without choices says of the codes that `read` gives; undefined where one is unknown. */
export function evaluate<L>(
  tree: Tree<L>,
  read: (slot: Slot) => number | undefined,
): L | undefined {
  let node: Tree<L> | null = tree;
  while (node?.kind === "branch") {
    const { test }: Branch<L> = node;
    if (test.kind === "choice") return undefined;
    const answer: number | undefined =
      test.kind === "slot" ? read(test.slot) : evaluate(test.tree, read);
    if (answer === undefined) return undefined;
    node = childOf(node, answer);
  }
  return node?.value;
}

/** Every node once, parents before children. */
export function nodesOf<L>(tree: Tree<L>): Tree<L>[] {
  const seen = new Set<Tree<L>>();
  const pending = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "branch") pending.push(...[...node.children].reverse());
  }
  return [...seen];
}

/** The values of a tree's leaves, each once. */
export function leavesOf<L>(tree: Tree<L>): L[] {
  return nodesOf(tree).flatMap((node) => (node.kind === "leaf" ? [node.value] : []));
}

const reads = new WeakMap<Tree<unknown>, ReadonlySet<Slot>>();

/** Every slot that a tree asks for, in its queries too. */
export function slotsOf(tree: Tree<unknown>): ReadonlySet<Slot> {
  const known = reads.get(tree);
  if (known !== undefined) return known;
  const found = new Set<Slot>();
  if (tree.kind === "branch") {
    if (tree.test.kind === "slot") found.add(tree.test.slot);
    if (tree.test.kind === "query") for (const slot of slotsOf(tree.test.tree)) found.add(slot);
    for (const child of new Set(tree.children)) for (const slot of slotsOf(child)) found.add(slot);
  }
  reads.set(tree, found);
  return found;
}

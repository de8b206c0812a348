import type { Effect, Slot } from "./Slot.ts";
import { slotsOf, type Test, type Tree, type TreeBuilder } from "./Tree.ts";

/** Other slots in place of some: in tests, in the trees of queries, and in what a path leaves. */
export class Renaming {
  private readonly names: ReadonlyMap<Slot, Slot>;
  private readonly queries: TreeBuilder<number>;
  private readonly trees = new Map<Tree<number>, Tree<number>>();

  constructor(names: ReadonlyMap<Slot, Slot>, queries: TreeBuilder<number>) {
    this.names = names;
    this.queries = queries;
  }

  slot(slot: Slot): Slot {
    return this.names.get(slot) ?? slot;
  }

  effect(effect: Effect): Effect {
    if (effect.kind === "constant") return effect;
    const from = this.slot(effect.from);
    return from === effect.from ? effect : { ...effect, from };
  }

  test(test: Test): Test {
    switch (test.kind) {
      case "choice":
        return test;
      case "slot":
        return { kind: "slot", slot: this.slot(test.slot) };
      case "query":
        return { kind: "query", tree: this.tree(test.tree) };
    }
  }

  tree(tree: Tree<number>): Tree<number> {
    const known = this.trees.get(tree);
    if (known !== undefined) return known;
    const made = this.make(tree);
    this.trees.set(tree, made);
    return made;
  }

  private make(tree: Tree<number>): Tree<number> {
    const isNamed = [...slotsOf(tree)].some((slot) => this.names.has(slot));
    if (tree.kind === "leaf" || !isNamed) return tree;
    const children = tree.children.map((child) => this.tree(child));
    const made = this.queries.branch(this.test(tree.test), tree.answers, children);
    if (made === null) throw new Error("a tree without leaves");
    return made;
  }
}

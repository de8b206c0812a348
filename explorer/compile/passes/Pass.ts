import type { Machine } from "../Machine.ts";
import type { Tree, TreeBuilder } from "../Tree.ts";
import { type StepTree, type Transition, transitionTrees, type UnfoldedStep } from "../unfold.ts";

/** What a pass made of a machine, and what it saved, in words. */
export interface Passed {
  readonly machine: Machine;
  readonly saved: string;
}

export type Pass = (machine: Machine) => Passed;

/** Every step's tree with its transitions changed. */
export function mapTransitions(
  steps: readonly UnfoldedStep[],
  change: (transition: Transition) => Transition,
): UnfoldedStep[] {
  return steps.map((step) => {
    const trees = transitionTrees();
    const leaf = (value: Transition | null) => trees.leaf(value === null ? null : change(value));
    return { ...step, tree: mapTree(step.tree, trees, leaf) };
  });
}

/** A tree with its leaves replaced. */
export function mapTree(
  tree: StepTree,
  trees: TreeBuilder<Transition | null>,
  leaf: (value: Transition | null) => StepTree,
): StepTree {
  const done = new Map<StepTree, StepTree>();
  const visit = (node: StepTree): StepTree => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const made = node.kind === "leaf" ? leaf(node.value) : branch(node);
    done.set(node, made);
    return made;
  };
  const branch = ({ test, answers, children }: Extract<StepTree, { kind: "branch" }>) =>
    existing(trees.branch(test, answers, children.map(visit)));
  return visit(tree);
}

/** A tree that has at least one child that can be. */
export function existing<L>(tree: Tree<L> | null): Tree<L> {
  if (tree === null) throw new Error("a tree without leaves");
  return tree;
}

/** The step goes on, rather than breaking a rule or leaving the scope. */
export function goesOn(transition: Transition): boolean {
  return transition.error === null && transition.outOfScope === null;
}

import type { Position } from "../Activation.ts";
import { nextOf } from "../definiteAssignment.ts";
import type { Machine } from "../Machine.ts";
import { leavesOf, type TreeBuilder } from "../Tree.ts";
import { type StepTree, type Transition, transitionTrees, type UnfoldedStep } from "../unfold.ts";
import { compose } from "./compose.ts";
import { goesOn, mapTree } from "./Pass.ts";

/** A tree with more leaves than this is not made by fusing. */
const maxLeaves = 2_000;

/**
 * Every step that leads to a position of `fused` goes on at once with the step from there. A position at
 * which an actor may start, or at which fusing would never end, is left alone.
 */
export function fuse(
  machine: Machine,
  candidates: ReadonlySet<Position>,
): { machine: Machine; count: number } {
  const stepAt = new Map(machine.steps.map((step) => [step.position, step]));
  const fused = withoutCycles(candidates, stepAt);
  // Counts while it composes: choices multiply, and a tree that is too large must not be made first.
  let composed = 0;
  const goOn = (transition: Transition, trees: TreeBuilder<Transition | null>): StepTree => {
    if (composed > maxLeaves) return trees.leaf(transition);
    const to = transition.actor.positions[nextOf(transition)];
    const next = fused.has(to) && goesOn(transition) ? stepAt.get(to)?.tree : undefined;
    const both =
      next &&
      compose(transition, next, machine.session, trees, (more) => {
        composed += 1;
        // What was before an error stays a state of its own: laws may see it.
        return more.error === null ? goOn(more, trees) : trees.leaf(transition);
      });
    return both ?? trees.leaf(transition);
  };
  const steps = machine.steps.map((step) => {
    const trees = transitionTrees();
    composed = 0;
    const tree = mapTree(step.tree, trees, (value) =>
      value === null ? trees.leaf(null) : goOn(value, trees),
    );
    return composed > maxLeaves || leavesOf(tree).length > maxLeaves ? step : { ...step, tree };
  });
  return { machine: { ...machine, steps: reachable(machine, steps) }, count: fused.size };
}

/** Leaves out one position of each cycle, so that composing ends. */
function withoutCycles(
  candidates: ReadonlySet<Position>,
  stepAt: ReadonlyMap<Position, UnfoldedStep>,
): Set<Position> {
  const fused = new Set<Position>();
  const entered = new Set<Position>();
  const visit = (position: Position, way: ReadonlySet<Position>) => {
    if (entered.has(position) || !candidates.has(position)) return;
    entered.add(position);
    const onWay = new Set(way).add(position);
    const nexts = nextPositions(stepAt.get(position));
    if (nexts.some((next) => onWay.has(next))) return;
    fused.add(position);
    for (const next of nexts) visit(next, onWay);
  };
  for (const position of candidates) visit(position, new Set());
  return fused;
}

function nextPositions(step: UnfoldedStep | undefined): Position[] {
  if (step === undefined) return [];
  return leavesOf(step.tree).flatMap((transition) =>
    transition !== null && goesOn(transition) ? [step.actor.positions[nextOf(transition)]] : [],
  );
}

/** The steps from positions at which an actor can still rest. */
export function reachable({ program }: Machine, steps: readonly UnfoldedStep[]): UnfoldedStep[] {
  const stepAt = new Map(steps.map((step) => [step.position, step]));
  const found = new Set<Position>();
  const pending = program.actors.map(({ positions }) => positions[0]);
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    pending.push(...nextPositions(stepAt.get(at)));
  }
  return steps.filter(({ position }) => found.has(position));
}

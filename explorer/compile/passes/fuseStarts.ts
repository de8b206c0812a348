import type { Position } from "../Activation.ts";
import { nextOf } from "../definiteAssignment.ts";
import { isJudged, type Machine, type Start } from "../Machine.ts";
import type { Slot } from "../Slot.ts";
import { type Branch, childOf, evaluate, leavesOf, slotsOf, type Tree } from "../Tree.ts";
import { type StepTree, type Transition, transitionTrees, type UnfoldedStep } from "../unfold.ts";
import { compose } from "./compose.ts";
import { reachable } from "./fuse.ts";
import { writesOnly } from "./fuseOwn.ts";
import { ownSlots, positionsSeen } from "./own.ts";
import { goesOn, mapTree, type Passed } from "./Pass.ts";

/**
 * Choosing what to do next changes only what is the actor's own: it moves to the right, to the first step of
 * what was chosen. Where choosing looked at more (is there a VMA?), the first step must look again, and lead
 * back to the choice with nothing changed where that would not be there any more.
 * Who chose may wait where one who has not could do something else: the search asks that for deadlocks.
 */
export function fuseStarts(machine: Machine): Passed {
  const seen = positionsSeen(machine);
  const stepAt = new Map(machine.steps.map((step) => [step.position, step]));
  const starts: Start[] = [];
  const steps = machine.steps.map((step) => {
    const own = ownSlots(step.actor);
    const trees = transitionTrees();
    const tree = mapTree(step.tree, trees, (chosen) => {
      const first =
        chosen === null ? null : firstStep(machine, step, chosen, own, stepAt, seen, trees);
      if (chosen === null || first === null) return trees.leaf(chosen);
      starts.push({ actor: step.actor.index, choosing: step.tree, chosen, first });
      return first;
    });
    return { ...step, tree };
  });
  return {
    machine: {
      ...machine,
      steps: reachable(machine, steps),
      starts: [...machine.starts, ...starts],
    },
    saved: `${starts.length} starts of what was chosen`,
  };
}

/** The choice and the first step in one, if that may be. */
function firstStep(
  machine: Machine,
  { tree, position, actor }: UnfoldedStep,
  chosen: Transition,
  own: ReadonlySet<Slot>,
  stepAt: ReadonlyMap<Position, UnfoldedStep>,
  seen: ReturnType<typeof positionsSeen>,
  trees: ReturnType<typeof transitionTrees>,
): StepTree | null {
  const to = actor.positions[nextOf(chosen)];
  const next = stepAt.get(to);
  const isChoice = chosen.parts.some(({ choices }) => choices.length > 0);
  if (next === undefined || to === position || !isChoice || !goesOn(chosen)) return null;
  if (!writesOnly(chosen, own) || seen(position, to, actor.pc)) return null;
  if (isJudged(machine, position.activation)) return null;
  const first = compose(chosen, next.tree, machine.session, trees, (both) => trees.leaf(both));
  if (first === null) return null;
  const isPure = [...slotsOf(tree)].every((slot) => own.has(slot));
  return isPure || looksAgain(machine, tree, chosen, first, own) ? first : null;
}

/** On every way through `first` on which the choice may not be there, nothing happens. */
function looksAgain(
  machine: Machine,
  choosing: StepTree,
  chosen: Transition,
  first: StepTree,
  own: ReadonlySet<Slot>,
): boolean {
  if (waysIn(first, new Map()) > maxWays) return false;
  return waysOf(first).every(({ slots, queries, leaf }) => {
    if (leaf !== null && isBack(machine, leaf, chosen, own)) return true;
    return isStillThere(choosing, chosen, slots, queries);
  });
}

/** Does the first step lead back to the choice, with nothing changed, and no property of steps to ask of it? */
function isBack(
  machine: Machine,
  { actor, changes, error, parts: taken }: Transition,
  { parts }: Transition,
  own: ReadonlySet<Slot>,
): boolean {
  const { position } = parts[0];
  const kept = new Set(position.activation.alive);
  const isSame = ([slot, effect]: Transition["changes"][number]) =>
    own.has(slot) &&
    !kept.has(slot) &&
    effect.kind === "constant" &&
    effect.code === (slot === actor.pc ? position.code : 0);
  const isAsked = taken.some((part) => isJudged(machine, part.position.activation));
  return error === null && !isAsked && changes.every(isSame);
}

interface Way {
  readonly slots: ReadonlyMap<Slot, number>;
  readonly queries: ReadonlyMap<Tree<number>, number>;
  readonly leaf: Transition | null;
}

/** With more ways than this through a first step it is not looked at. */
const maxWays = 2_000;

function waysIn(tree: StepTree, known: Map<StepTree, number>): number {
  if (tree.kind === "leaf") return 1;
  const ways =
    known.get(tree) ?? tree.children.reduce((sum, child) => sum + waysIn(child, known), 0);
  known.set(tree, ways);
  return ways;
}

/** Every way through a tree, with what is known on it. */
function waysOf(tree: StepTree): Way[] {
  if (tree.kind === "leaf") return [{ slots: new Map(), queries: new Map(), leaf: tree.value }];
  const { test, answers, children } = tree;
  return children.flatMap((child, at) =>
    waysOf(child).map((way) => ({
      slots: test.kind === "slot" ? new Map(way.slots).set(test.slot, answers[at]) : way.slots,
      queries:
        test.kind === "query" ? new Map(way.queries).set(test.tree, answers[at]) : way.queries,
      leaf: way.leaf,
    })),
  );
}

/** With what is known on a way, is the choice certain to be there? */
function isStillThere(
  choosing: StepTree,
  chosen: Transition,
  slots: ReadonlyMap<Slot, number>,
  queries: ReadonlyMap<Tree<number>, number>,
): boolean {
  const choices = chosen.parts.flatMap((part) => part.choices).values();
  let node: StepTree | null = choosing;
  while (node?.kind === "branch") {
    const { test }: Branch<Transition | null> = node;
    const answer: number | undefined =
      test.kind === "choice"
        ? choices.next().value
        : test.kind === "slot"
          ? slots.get(test.slot)
          : (queries.get(test.tree) ?? evaluate(test.tree, (slot) => slots.get(slot)));
    if (answer === undefined) return false;
    node = childOf(node, answer);
  }
  return node?.value === chosen;
}

/** Can an actor that chooses be stuck, with what `read` says of the state: has it a choice that waits? */
export function mayWait({ choosing, chosen, first }: Start, read: (slot: Slot) => number): boolean {
  if (read(chosen.actor.pc) !== chosen.parts[0].position.code) return false;
  return (
    leavesNow(choosing, read).includes(chosen) &&
    leavesNow(first, read).every((leaf) => leaf === null)
  );
}

/** What a step can do in one state, over all its choices. */
function leavesNow(tree: StepTree, read: (slot: Slot) => number): (Transition | null)[] {
  if (tree.kind === "leaf") return [tree.value];
  const { test, children } = tree;
  if (test.kind === "choice") return children.flatMap((child) => leavesNow(child, read));
  const answer = test.kind === "slot" ? read(test.slot) : evaluate(test.tree, read);
  const child = answer === undefined ? null : childOf(tree, answer);
  return child === null ? [] : leavesNow(child, read);
}

/** The transitions of steps with starts: who can take one could also have chosen what waits. */
export function besideStarts({ starts, steps }: Machine): Set<Transition | null> {
  const choosing = new Set(starts.map(({ chosen }) => chosen.parts[0].position));
  return new Set(
    steps.filter(({ position }) => choosing.has(position)).flatMap(({ tree }) => leavesOf(tree)),
  );
}

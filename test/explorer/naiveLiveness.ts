import { Reference, type RunState } from "../../explorer/reference/index.ts";
import type { System } from "../../model/language/index.ts";

/** What can go on for ever, by asking of each state what can be reached from it, over and over. */
export interface NaiveLiveness {
  readonly states: number;
  /** How many states there are from which nobody can bring everybody to rest. */
  readonly endless: number;
  /** The actors of which it is so anywhere, by their places. */
  readonly waiting: readonly number[];
  readonly retrying: readonly number[];
}

interface Node {
  readonly state: RunState;
  readonly next: { readonly actor: number; readonly to: Node }[];
}

/** The same as `liveness`, slowly and on the reference; null if there are more than `maxStates`. */
export function naiveLiveness(system: System, maxStates: number): NaiveLiveness | null {
  const reference = new Reference(system) as Reference;
  const nodes = graphOf(reference, maxStates);
  if (nodes === null) return null;
  const actors = [...system.actors.keys()];
  const home = actors.map((actor) => placesOf(reference, reference.initial, actor));
  const rests = (actor: number, { state }: Node) =>
    [home[actor], "[]"].includes(placesOf(reference, state, actor));
  const everywhere = new Map(nodes.map((node) => [node, reachedFrom(node, () => true)]));
  const from = (node: Node) => [...(everywhere.get(node) ?? [])];
  const moves = (actor: number, node: Node) => node.next.some((one) => one.actor === actor);
  return {
    states: nodes.length,
    endless: nodes.filter(
      (node) => !from(node).some((one) => actors.every((actor) => rests(actor, one))),
    ).length,
    waiting: actors.filter((actor) =>
      nodes.some(
        (node) =>
          node.next.length > 0 &&
          !rests(actor, node) &&
          !from(node).some((one) => moves(actor, one)),
      ),
    ),
    retrying: actors.filter((actor) => {
      const isBusy = (node: Node) => !rests(actor, node);
      return nodes
        .filter(isBusy)
        .some((node) =>
          node.next
            .filter((one) => one.actor === actor && isBusy(one.to))
            .some(({ to }) => reachedFrom(to, isBusy).has(node)),
        );
    }),
  };
}

function placesOf(reference: Reference, state: RunState, actor: number): string {
  const stack = reference.stackOf(state, actor);
  return JSON.stringify(stack.map(({ procedure, step }) => [procedure.name, step]));
}

/** All that can be reached through such states, the first one among them. */
function reachedFrom(start: Node, isPassed: (node: Node) => boolean): Set<Node> {
  const reached = new Set([start]);
  for (const node of reached) {
    for (const { to } of node.next) if (isPassed(to)) reached.add(to);
  }
  return reached;
}

function graphOf(reference: Reference, maxStates: number): Node[] | null {
  const known = new Map<string, Node>();
  const nodeOf = (state: RunState) => {
    const key = JSON.stringify(reference.content(state));
    const node = known.get(key) ?? { state, next: [] };
    known.set(key, node);
    return node;
  };
  nodeOf(reference.initial);
  for (const node of known.values()) {
    if (known.size > maxStates) return null;
    for (const { actor, outcome } of reference.successors(node.state)) {
      if (outcome.kind === "taken") node.next.push({ actor, to: nodeOf(outcome.after) });
    }
  }
  return [...known.values()];
}

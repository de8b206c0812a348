import type { Compiled } from "../compile/index.ts";
import { componentsOf } from "./componentsOf.ts";
import { edgesAt, type Graph, graphOf, leadingTo, wayTo } from "./Graph.ts";

/** What can go on for ever, or never again, of a system that was visited whole. Ways are transitions from the start. */
export interface Liveness {
  readonly states: number;
  readonly transitions: number;
  /** The longest of all shortest ways. */
  readonly depth: number;
  /** Not null: some step breaks a rule or leaves the scope, and what comes after it might be otherwise. */
  readonly cut: Graph["cut"];
  /** The first state from which nobody can bring everybody to rest: where each began, or at its end. Null: none. */
  readonly endless: { readonly states: number; readonly way: readonly number[] } | null;
  /** Actors that somewhere wait for ever, while others go on; by their places, each with the first such state. */
  readonly waiting: readonly { readonly actor: number; readonly way: readonly number[] }[];
  /** Actors that can go round for ever without coming to rest, and a shortest such cycle at the end of a way. */
  readonly retrying: readonly Retrying[];
}

export interface Retrying {
  readonly actor: number;
  readonly way: readonly number[];
  readonly cycle: readonly number[];
}

/**
 * Looks for what no single state shows. Nothing is assumed of who gets a turn: what can happen in some order counts,
 * so that a cycle is no promise that it is ever left. It keeps every transition: for small systems.
 *
 * @returns Null if there are more than `maxStates`.
 */
export function liveness<S>(compiled: Compiled<S>, maxStates: number): Liveness | null {
  const graph = graphOf(compiled as Compiled, maxStates);
  if (graph === null) return null;
  const resting = new Resting(compiled as Compiled, graph);
  const actors = [...compiled.program.actors.keys()];
  const canEnd = leadingTo(graph, (state) => actors.every((actor) => resting.is(actor, state)));
  const first = canEnd.indexOf(0);
  const states = canEnd.reduce((sum, can) => sum + 1 - can, 0);
  return {
    states: graph.count,
    transitions: graph.from.length,
    depth: wayTo(graph, graph.count - 1).length,
    cut: graph.cut,
    endless: first < 0 ? null : { states, way: wayTo(graph, first) },
    waiting: actors.flatMap((actor) => waitingIn(graph, resting, actor)),
    retrying: actors.flatMap((actor) => retryingIn(graph, resting, actor)),
  };
}

/** Who is at rest where, and whose transitions are which. */
class Resting {
  readonly actorOf: (edge: number) => number;
  private readonly compiled: Compiled;
  private readonly graph: Graph;

  constructor(compiled: Compiled, graph: Graph) {
    this.compiled = compiled;
    this.graph = graph;
    this.actorOf = (edge) => compiled.transitions[graph.by[edge]].actor.index;
  }

  /** Is an actor where it began, or at its end? */
  is(actor: number, state: number): boolean {
    const { program, layout, initial } = this.compiled;
    const { pc, positions } = program.actors[actor];
    const place = layout.read(pc, this.graph.states, state * layout.words);
    return place === layout.read(pc, initial, 0) || positions[place].step === null;
  }
}

/** The first state from which an actor that is not at rest never moves again, though something can happen there. */
function waitingIn(graph: Graph, resting: Resting, actor: number): Liveness["waiting"] {
  const [moves, goesOn] = [new Uint8Array(graph.count), new Uint8Array(graph.count)];
  for (const [edge, state] of graph.from.entries()) {
    goesOn[state] = 1;
    if (resting.actorOf(edge) === actor) moves[state] = 1;
  }
  const canMove = leadingTo(graph, (state) => moves[state] === 1);
  const first = canMove.findIndex(
    (can, state) => can === 0 && goesOn[state] === 1 && !resting.is(actor, state),
  );
  return first < 0 ? [] : [{ actor, way: wayTo(graph, first) }];
}

/** A cycle in which an actor moves and never is at rest; one that it goes round alone, if there is one. */
function retryingIn(graph: Graph, resting: Resting, actor: number): Retrying[] {
  const edges = [...graph.from.keys()].filter(
    (edge) => !resting.is(actor, graph.from[edge]) && !resting.is(actor, graph.to[edge]),
  );
  const isOwn = (edge: number) => resting.actorOf(edge) === actor;
  for (const some of [edges.filter(isOwn), edges]) {
    const component = componentsOf(graph, some);
    const round = some.find(
      (edge) => isOwn(edge) && component[graph.from[edge]] === component[graph.to[edge]],
    );
    if (round === undefined) continue;
    const back = shortestWay(graph, some, graph.to[round], graph.from[round]);
    const cycle = [round, ...back].map((edge) => graph.by[edge]);
    return [{ actor, way: wayTo(graph, graph.from[round]), cycle }];
  }
  return [];
}

/** The edges of a shortest way from a state to one that can be reached from it. */
function shortestWay(graph: Graph, edges: readonly number[], start: number, end: number): number[] {
  const { from, to, count } = graph;
  const out = edgesAt(from, edges, count);
  const by = new Map<number, number>();
  const pending = [start];
  for (const at of pending) {
    if (at === end) break;
    for (const edge of out(at)) {
      if (to[edge] === start || by.has(to[edge])) continue;
      by.set(to[edge], edge);
      pending.push(to[edge]);
    }
  }
  const way: number[] = [];
  for (let edge = by.get(end); edge !== undefined; edge = by.get(from[edge])) way.unshift(edge);
  return way;
}

import type { Compiled } from "../compile/index.ts";
import { type Ends, endsOf, locationOf } from "./endsOf.ts";
import { type Leveled, placeIn } from "./Leveled.ts";
import { type Move, movesOf } from "./pathTo.ts";
import { Successors } from "./Successors.ts";
import { noWay, Ways } from "./Ways.ts";

/**
 * Of all shortest runs to what a search found of a property ("deadlock", "error"), the calmest: with the fewest
 * changes of actor, then the fewest steps of noisy actors, then the first in the order of actors and options.
 * Exact: from the end backwards it is told of every state on a shortest run what the best way on costs.
 *
 * @returns Null if the search found nothing of it.
 */
export function calmestPath(
  leveled: Leveled,
  id: string,
  isNoisy: (actor: string) => boolean,
): Move[] | null {
  const { compiled, exploration, levels } = leveled;
  const location = locationOf(exploration, id);
  if (location === null) return null;
  const { level, at } = placeIn(leveled, location.state);
  const found = { at, transition: location.transition };
  const ends = endsOf(leveled, id, levels[level], found, new Successors(compiled));
  return calmestTo(compiled, levels.slice(0, level + 1), ends, isNoisy);
}

/** The calmest run through these levels to one of the ends, which are of the last of them. */
export function calmestTo(
  compiled: Compiled,
  levels: readonly Int32Array[],
  ends: Ends,
  isNoisy: (actor: string) => boolean,
): Move[] {
  return new Calmest(compiled, isNoisy).pathTo(levels, ends);
}

class Calmest {
  private readonly compiled: Compiled;
  private readonly successors: Successors;
  private readonly actors: number;
  /** By transition: how many noisy steps it stands for. */
  private readonly noise: Int32Array;

  constructor(compiled: Compiled, isNoisy: (actor: string) => boolean) {
    this.compiled = compiled;
    this.successors = new Successors(compiled);
    this.actors = compiled.program.system.actors.length;
    this.noise = Int32Array.from(compiled.transitions, ({ actor, parts }) =>
      isNoisy(actor.actor.name) ? parts.length : 0,
    );
  }

  pathTo(levels: readonly Int32Array[], ends: Ends): Move[] {
    const level = levels.length - 1;
    const ways: Ways[] = [];
    ways[level] = this.atEnd(levels[level], ends);
    for (let before = level - 1; before >= 0; before -= 1) {
      ways[before] = this.before(
        levels[before],
        ways[before + 1],
        before + 1 === level ? ends : null,
      );
    }
    return this.follow(levels, ways, ends);
  }

  /** Of the last level: a state that is an end costs nothing more, a transition that is one is the last. */
  private atEnd(level: Int32Array, ends: Ends): Ways {
    const costs = this.noCosts(level);
    if (ends.of === "states") {
      for (const at of ends.places) costs.fill(0, at * this.actors, (at + 1) * this.actors);
    } else {
      for (const [at, leaf] of ends.from) this.lower(costs, at, leaf, 0);
    }
    return this.waysOf(level, costs);
  }

  private before(level: Int32Array, next: Ways, ends: Ends | null): Ways {
    const { batch } = this.successors;
    const { words } = this.compiled.layout;
    const costs = this.noCosts(level);
    this.successors.each(level, 0, level.length / words, (n) => {
      for (let i = 0; i < n; i += 1) {
        const leaf = batch.leaf[i];
        if (!this.successors.leadsOn(leaf)) continue;
        const place = next.find(batch.states, i * words);
        if (place >= 0)
          this.lower(costs, batch.parent[i], leaf, this.onwards(next, place, leaf, ends));
      }
    });
    return this.waysOf(level, costs);
  }

  /** What remains after a transition: nothing, if it leads to a state that is an end. */
  private onwards(next: Ways, place: number, leaf: number, ends: Ends | null): number {
    if (ends?.of === "states") return 0;
    return next.best(place, this.actorOf(leaf)).cost;
  }

  private lower(costs: Int32Array, at: number, leaf: number, after: number): void {
    const slot = at * this.actors + this.actorOf(leaf);
    costs[slot] = Math.min(costs[slot], this.noise[leaf] + after);
  }

  private noCosts(level: Int32Array): Int32Array {
    return new Int32Array((level.length / this.compiled.layout.words) * this.actors).fill(noWay);
  }

  private waysOf(level: Int32Array, costs: Int32Array): Ways {
    return new Ways(level, this.compiled.layout.words, costs, this.actors);
  }

  /** The run itself: always the cheapest way on, of several the first. */
  private follow(levels: readonly Int32Array[], ways: readonly Ways[], ends: Ends): Move[] {
    const taken: number[] = [];
    let state = this.compiled.initial;
    let last: number | null = null;
    for (let level = 0; level + 1 < ways.length; level += 1) {
      const { actor, cost } = this.choice(ways[level], state, last);
      const isEnd = level + 2 === ways.length ? ends : null;
      const step = this.stepOf(state, actor, cost, ways[level + 1], isEnd);
      taken.push(step.leaf);
      ({ state } = step);
      last = actor;
    }
    if (ends.of === "transitions") {
      const { actor, cost } = this.choice(ways[ways.length - 1], state, last);
      taken.push(this.lastOf(levels[ways.length - 1], state, actor, cost, ends.from));
    }
    return movesOf(this.compiled, taken);
  }

  /** Who goes on, and what that costs without the change of actor. */
  private choice(ways: Ways, state: Int32Array, last: number | null) {
    const place = ways.find(state, 0);
    const { actor } = ways.best(place, last);
    return { actor, cost: ways.costOf(place, actor) };
  }

  private stepOf(state: Int32Array, actor: number, cost: number, next: Ways, ends: Ends | null) {
    const { batch } = this.successors;
    const { words } = this.compiled.layout;
    const options: { leaf: number; state: Int32Array }[] = [];
    this.successors.each(state, 0, 1, (n) => {
      for (let i = 0; i < n; i += 1) {
        const leaf = batch.leaf[i];
        if (this.actorOf(leaf) !== actor || !this.successors.leadsOn(leaf)) continue;
        const place = next.find(batch.states, i * words);
        if (place < 0 || this.noise[leaf] + this.onwards(next, place, leaf, ends) !== cost)
          continue;
        options.push({ leaf, state: batch.states.slice(i * words, (i + 1) * words) });
      }
    });
    return options.sort((a, b) => this.inOrder(a.leaf, b.leaf))[0];
  }

  /** The last step, where it is what the run is for. */
  private lastOf(
    level: Int32Array,
    state: Int32Array,
    actor: number,
    cost: number,
    from: readonly (readonly [at: number, leaf: number])[],
  ): number {
    const { words } = this.compiled.layout;
    const isHere = (at: number) => state.every((word, w) => level[at * words + w] === word);
    const leaves = from.flatMap(([at, leaf]) =>
      this.actorOf(leaf) === actor && this.noise[leaf] === cost && isHere(at) ? [leaf] : [],
    );
    return leaves.sort((a, b) => this.inOrder(a, b))[0];
  }

  private actorOf(leaf: number): number {
    return this.compiled.transitions[leaf].actor.index;
  }

  /** By the options that were chosen, which are the same whatever passes have made of the system. */
  private inOrder(one: number, other: number): number {
    const [a, b] = [one, other].map((leaf) =>
      this.compiled.transitions[leaf].parts.flatMap(({ choices }) => choices),
    );
    const differs = a.findIndex((choice, at) => choice !== b[at]);
    return differs < 0 ? a.length - b.length : a[differs] - (b[differs] ?? -1);
  }
}

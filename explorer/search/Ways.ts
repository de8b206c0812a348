/** More than any way costs. */
export const noWay = 2 ** 30;

/** One change of actor; it counts more than any number of noisy steps. */
const aSwitch = 2 ** 15;

/**
 * States of one level from which an end is reached in time, and for each actor what the calmest way costs
 * whose next step is that actor's.
 */
export class Ways {
  readonly count: number;
  private readonly words: number;
  private readonly actors: number;
  private readonly states: Int32Array;
  private readonly costs: Int32Array;
  /** Open addressing: a place and one, or 0. */
  private readonly slots: Int32Array;

  /** `costs` has a row of actors for each state of the level; those without a way are left out. */
  constructor(level: Int32Array, words: number, costs: Int32Array, actors: number) {
    const size = level.length / words;
    const kept: number[] = [];
    for (let at = 0; at < size; at += 1) {
      for (let actor = 0; actor < actors; actor += 1) {
        if (costs[at * actors + actor] === noWay) continue;
        kept.push(at);
        break;
      }
    }
    this.words = words;
    this.actors = actors;
    this.count = kept.length;
    this.states = new Int32Array(kept.length * words);
    this.costs = new Int32Array(kept.length * actors);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * kept.length + 2)));
    for (const [place, at] of kept.entries()) {
      this.states.set(level.subarray(at * words, (at + 1) * words), place * words);
      this.costs.set(costs.subarray(at * actors, (at + 1) * actors), place * actors);
      let slot = this.slotOf(this.states, place * words);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = place + 1;
    }
  }

  /** The place of a state that stands somewhere, or -1. */
  find(states: Int32Array, offset: number): number {
    let slot = this.slotOf(states, offset);
    for (; this.slots[slot] !== 0; slot = (slot + 1) & (this.slots.length - 1)) {
      const place = this.slots[slot] - 1;
      let word = 0;
      while (
        word < this.words &&
        this.states[place * this.words + word] === states[offset + word]
      ) {
        word += 1;
      }
      if (word === this.words) return place;
    }
    return -1;
  }

  /** What the calmest way costs whose next step is this actor's. */
  costOf(place: number, actor: number): number {
    return this.costs[place * this.actors + actor];
  }

  /** The same where anybody may go on, after a step of `last`: a change of actor counts. Null: nobody was before. */
  best(place: number, last: number | null): { readonly actor: number; readonly cost: number } {
    let found = { actor: -1, cost: noWay };
    for (let actor = 0; actor < this.actors; actor += 1) {
      const cost = this.costOf(place, actor) + (last === null || last === actor ? 0 : aSwitch);
      if (cost < found.cost) found = { actor, cost };
    }
    return found;
  }

  private slotOf(states: Int32Array, offset: number): number {
    let hash = 0x2545f491;
    for (let word = 0; word < this.words; word += 1) {
      hash = Math.imul(hash ^ states[offset + word], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.slots.length - 1);
  }
}

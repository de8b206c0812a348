import { type Leaves, Levels } from "./Levels.ts";

/** Successors on their way into the table. */
export interface Batch {
  readonly states: Int32Array;
  /** The state each came from, by its place in the level, and the transition that made it. */
  readonly parent: Int32Array;
  readonly leaf: Int32Array;
  /** Scratch: where in the table each is looked for, and whether it differs from what stood there. */
  readonly slot: Int32Array;
  readonly difference: Int32Array;
}

/** Inserts the first `n` of a batch: gives the number of states in the next level. Generated. */
type InsertBatch = (
  table: Int32Array,
  batch: Batch,
  n: number,
  next: Int32Array,
  nextCount: number,
  parents: Int32Array,
  leaves: Leaves,
  levelStart: number,
  levelEnd: number,
) => number;

/** The table is at most this full before it grows; a line of the cache holds several neighbours. */
const maxLoad = 0.75;
const initialStates = 1 << 12;

/** A batch with room for `capacity` successors. */
export function newBatch(words: number, capacity: number): Batch {
  return {
    states: new Int32Array(words * capacity),
    parent: new Int32Array(capacity),
    leaf: new Int32Array(capacity),
    slot: new Int32Array(capacity),
    difference: new Int32Array(capacity),
  };
}

/**
 * Every state found so far. Exact: the open-addressing table holds whole states, which are compared
 * word by word, never only by hash.
 */
export class StateTable extends Levels {
  private table: Int32Array;
  private readonly insertBatch: InsertBatch;
  private readonly hash: (states: Int32Array, at: number) => number;

  constructor(words: number, transitions: number) {
    super(words, transitions);
    this.table = newTable(2 * initialStates, words);
    this.insertBatch = generateInsert(words);
    this.hash = generateHash(words);
  }

  private get slots(): number {
    return this.table.length / this.words - 1;
  }

  get bytes(): number {
    return this.table.byteLength + this.bytesOfLevels;
  }

  /** What `bytes` would be with room for `more` states, at the moment when the table is doubled. */
  bytesWith(more: number): number {
    const slots = this.slotsFor(this.count + more);
    return slots === this.slots ? this.bytes : this.bytes + 4 * this.words * slots;
  }

  /** Makes room for `more` states. */
  reserve(more: number): void {
    const slots = this.slotsFor(this.count + more);
    if (slots > this.slots) this.rehash(slots);
    this.reserveNumbers(more);
  }

  /** Adds the first `n` successors of a batch that are new. The caller has reserved room. */
  insert(batch: Batch, n: number): void {
    this.nextCount = this.insertBatch(
      this.table,
      batch,
      n,
      this.next,
      this.nextCount,
      this.parents,
      this.leaves,
      this.levelStart,
      this.levelEnd,
    );
  }

  has(state: Int32Array): boolean {
    const { table, words } = this;
    let at = (this.hash(state, 0) & (this.slots - 1)) * words;
    while (table[at] !== 0) {
      if (state.every((word, w) => table[at + w] === word)) return true;
      at = (at + words) % (this.slots * words);
    }
    return false;
  }

  /** All states, in no particular order. */
  *all(): Generator<Int32Array> {
    const { table, words } = this;
    for (let at = 0; at < table.length; at += words) {
      if (table[at] !== 0) yield table.slice(at, at + words);
    }
  }

  private slotsFor(states: number): number {
    let { slots } = this;
    while (slots * maxLoad < states) slots *= 2;
    return slots;
  }

  /** Old neighbours stay near each other, so both tables are walked almost in order. */
  private rehash(slots: number): void {
    const { table: old, words, hash } = this;
    const table = newTable(slots, words);
    for (let from = 0; from < old.length; from += words) {
      if (old[from] === 0) continue;
      let at = (hash(old, from) & (slots - 1)) * words;
      while (table[at] !== 0) at = at + words === slots * words ? 0 : at + words;
      for (let word = 0; word < words; word += 1) table[at + word] = old[from + word];
    }
    this.table = table;
  }
}

/** One slot more than can be hashed to, always empty: the last one has a neighbour too. */
function newTable(slots: number, words: number): Int32Array {
  return new Int32Array((slots + 1) * words);
}

function each(words: number, text: (at: number) => string, between: string): string {
  return Array.from({ length: words }, (_, at) => text(at)).join(between);
}

/** Mixes all words; multiplications by odd constants, then a final avalanche. */
function hashCode(words: number, word: (at: number) => string): string {
  const mix = (at: number) => `h = Math.imul(h ^ ${word(at)}, 0x9e3779b1); h ^= h >>> 15;`;
  return `let h = 0x2545f491; ${each(words, mix, " ")} h = Math.imul(h, 0x85ebca6b); h ^= h >>> 13;`;
}

function generateHash(words: number): (states: Int32Array, at: number) => number {
  const body = `${hashCode(words, (at) => `states[at + ${at}]`)} return h;`;
  return new Function("states", "at", body) as (states: Int32Array, at: number) => number;
}

/**
 * The insert loop, unrolled for a number of words. Passes, so that the cache misses of a batch
 * overlap instead of waiting for each other: hash; compare with the slot and its neighbour, which
 * mostly share a cache line, without a branch; and only then, for what is not yet known, probe and
 * insert. An empty slot's first word is 0, which no state's is.
 */
function generateInsert(words: number): InsertBatch {
  const differences = (slot: number) =>
    each(words, (at) => `(table[s + ${slot * words + at}] ^ out[o + ${at}])`, " | ");
  const body = `
    const { states: out, parent, leaf, slot, difference } = batch;
    const end = table.length - ${words}, mask = end / ${words} - 1;
    for (let i = 0, o = 0; i < n; i++, o += ${words}) {
      ${hashCode(words, (at) => `out[o + ${at}]`)}
      slot[i] = h & mask;
    }
    for (let i = 0, o = 0; i < n; i++, o += ${words}) {
      const s = slot[i] * ${words};
      const d = ${differences(0)}, e = ${differences(1)};
      difference[i] = ((d | -d) & (e | -e)) >>> 31;
    }
    for (let i = 0; i < n; i++) {
      if (difference[i] === 0) continue;
      const o = i * ${words};
      const ${each(words, (at) => `x${at} = out[o + ${at}]`, ", ")};
      for (let s = slot[i] * ${words}; ; ) {
        if (table[s] === 0) {
          const l = nextCount * ${words}, id = levelEnd + nextCount;
          ${each(words, (at) => `table[s + ${at}] = next[l + ${at}] = x${at};`, " ")}
          parents[id] = levelStart + parent[i];
          leaves[id] = leaf[i];
          nextCount++;
          break;
        }
        if (${each(words, (at) => `table[s + ${at}] === x${at}`, " && ")}) break;
        s += ${words};
        if (s === end) s = 0;
      }
    }
    return nextCount;`;
  const parameters =
    "table, batch, n, next, nextCount, parents, leaves, levelStart, levelEnd".split(", ");
  return new Function(...parameters, body) as InsertBatch;
}

/** Inserts a batch: gives the number of states then known. Generated for a number of words. */
type InsertBatch = (table: TableArrays, batch: Batch, n: number, count: number) => number;

/** Successors on their way into the table. */
export interface Batch {
  readonly states: Int32Array;
  /** The state each came from, and the transition that made it. */
  readonly parent: Int32Array;
  readonly leaf: Int32Array;
  /** Scratch: the slot of the table where each is looked for first, and what stood there. */
  readonly slot: Int32Array;
  readonly candidate: Int32Array;
}

interface TableArrays {
  states: Int32Array;
  parents: Int32Array;
  leaves: Uint16Array | Uint32Array;
  /** Open addressing: state number + 1, or 0. */
  table: Int32Array;
}

/** The table is at most this full before it grows. */
const maxLoad = 0.7;
const initialStates = 1 << 12;

export function newBatch(words: number, capacity: number): Batch {
  return {
    states: new Int32Array(words * capacity),
    parent: new Int32Array(capacity),
    leaf: new Int32Array(capacity),
    slot: new Int32Array(capacity),
    candidate: new Int32Array(capacity),
  };
}

/**
 * Every state found so far, whole, in the order in which it was found, with the step that led to it.
 * Exact: states are compared word by word, never only by hash.
 */
export class StateTable implements TableArrays {
  readonly words: number;
  count = 0;
  states: Int32Array;
  parents: Int32Array;
  leaves: Uint16Array | Uint32Array;
  table: Int32Array;
  private readonly insertBatch: InsertBatch;

  constructor(words: number, transitions: number) {
    this.words = words;
    this.states = new Int32Array(initialStates * words);
    this.parents = new Int32Array(initialStates);
    this.leaves =
      transitions < 2 ** 16 ? new Uint16Array(initialStates) : new Uint32Array(initialStates);
    this.table = new Int32Array(2 * initialStates);
    this.insertBatch = generateInsert(words);
  }

  get bytes(): number {
    return (
      this.states.byteLength +
      this.parents.byteLength +
      this.leaves.byteLength +
      this.table.byteLength
    );
  }

  /** What `bytes` would be with room for `more` states. */
  bytesWith(more: number): number {
    const { capacity, slots } = this.sizesFor(more);
    return capacity * (4 * this.words + 4 + this.leaves.BYTES_PER_ELEMENT) + 4 * slots;
  }

  /** Makes room for `more` states. */
  reserve(more: number): void {
    const { capacity, slots } = this.sizesFor(more);
    if (capacity > this.parents.length) {
      this.states = grown(this.states, new Int32Array(capacity * this.words));
      this.parents = grown(this.parents, new Int32Array(capacity));
      const leaves = this.leaves.BYTES_PER_ELEMENT === 2 ? Uint16Array : Uint32Array;
      this.leaves = grown(this.leaves, new leaves(capacity));
    }
    if (slots > this.table.length) this.rehash(slots);
  }

  /** Adds the first `n` successors of a batch that are new. The caller has reserved room. */
  insert(batch: Batch, n: number): void {
    this.count = this.insertBatch(this, batch, n, this.count);
  }

  /** The words of state `id`. */
  get(id: number): Int32Array {
    return this.states.subarray(id * this.words, (id + 1) * this.words);
  }

  private sizesFor(more: number): { capacity: number; slots: number } {
    const needed = this.count + more;
    let capacity = this.parents.length;
    while (capacity < needed) capacity = Math.ceil(capacity * 1.5);
    let slots = this.table.length;
    while (slots * maxLoad < needed) slots *= 2;
    return { capacity, slots };
  }

  private rehash(slots: number): void {
    const table = new Int32Array(slots);
    const hash = generateHash(this.words);
    const mask = slots - 1;
    for (let id = 0; id < this.count; id += 1) {
      let slot = hash(this.states, id * this.words) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id + 1;
    }
    this.table = table;
  }
}

function grown<T extends Int32Array | Uint16Array | Uint32Array>(old: T, bigger: T): T {
  bigger.set(old);
  return bigger;
}

function wordNumbers(words: number): number[] {
  return [...Array(words).keys()];
}

/** Mixes all words; multiplications by odd constants, then a final avalanche. */
function hashCode(words: number, word: (at: number) => string): string {
  const mix = wordNumbers(words).map(
    (at) => `h = Math.imul(h ^ ${word(at)}, 0x9e3779b1); h ^= h >>> 15;`,
  );
  return `let h = 0x2545f491; ${mix.join(" ")} h = Math.imul(h, 0x85ebca6b); h ^= h >>> 13;`;
}

function generateHash(words: number): (states: Int32Array, at: number) => number {
  const body = `${hashCode(words, (at) => `states[at + ${at}]`)} return h;`;
  return new Function("states", "at", body) as (states: Int32Array, at: number) => number;
}

/**
 * The insert loop, unrolled for a number of words. Three passes, so that the cache misses of a
 * batch overlap instead of waiting for each other: hash, first look into the table, compare.
 */
function generateInsert(words: number): InsertBatch {
  const each = (text: (at: number) => string, between: string) =>
    wordNumbers(words).map(text).join(between);
  const body = `
    const { states, parents, leaves, table } = t;
    const { states: out, parent, leaf, slot, candidate } = batch;
    const mask = table.length - 1;
    for (let i = 0, o = 0; i < n; i++, o += ${words}) {
      ${hashCode(words, (at) => `out[o + ${at}]`)}
      slot[i] = h & mask;
    }
    for (let i = 0; i < n; i++) candidate[i] = table[slot[i]];
    for (let i = 0, o = 0; i < n; i++, o += ${words}) {
      const ${each((at) => `x${at} = out[o + ${at}]`, ", ")};
      let at = slot[i];
      let id = candidate[i];
      if (id === 0) id = table[at];
      for (;;) {
        if (id === 0) {
          const s = count * ${words};
          ${each((at) => `states[s + ${at}] = x${at};`, " ")}
          parents[count] = parent[i];
          leaves[count] = leaf[i];
          count++;
          table[at] = count;
          break;
        }
        const s = (id - 1) * ${words};
        if (${each((at) => `states[s + ${at}] === x${at}`, " && ")}) break;
        at = (at + 1) & mask;
        id = table[at];
      }
    }
    return count;`;
  return new Function("t", "batch", "n", "count", body) as InsertBatch;
}

/** By state the transition that it was found by. */
export type Leaves = Uint16Array | Uint32Array;

const initialStates = 1 << 12;

/**
 * States by number, in the order in which they were found. Of each only its parent and the transition from there are
 * kept, so a trace is a replay of transitions; the states of the newest level lie in `level`, in the order of their
 * numbers.
 */
export abstract class Levels {
  readonly words: number;
  level: Int32Array;
  /** The number of the first state of the level, and the number after its last. */
  levelStart = 0;
  levelEnd = 0;
  parents: Int32Array;
  leaves: Leaves;
  protected next: Int32Array;
  protected nextCount = 0;

  constructor(words: number, transitions: number) {
    this.words = words;
    this.level = new Int32Array(initialStates * words);
    this.next = new Int32Array(initialStates * words);
    this.parents = new Int32Array(initialStates);
    // One number more than there are transitions: that of none.
    this.leaves = new (transitions < 2 ** 16 - 1 ? Uint16Array : Uint32Array)(initialStates);
  }

  /** All states, in no particular order. */
  abstract all(): Generator<Int32Array>;

  /** How much memory it takes. */
  abstract get bytes(): number;

  /** How many states are known. */
  get count(): number {
    return this.levelEnd + this.nextCount;
  }

  protected get bytesOfLevels(): number {
    const { level, next, parents, leaves } = this;
    return [level, next, parents, leaves].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** What was found since the last call becomes the level. */
  nextLevel(): void {
    [this.level, this.next] = [this.next, this.level];
    this.levelStart = this.levelEnd;
    this.levelEnd += this.nextCount;
    this.nextCount = 0;
  }

  /** Makes room for `more` states. */
  protected reserveNumbers(more: number): void {
    const needed = this.count + more;
    if (needed > this.parents.length) {
      const capacity = Math.max(needed, Math.ceil(1.5 * this.parents.length));
      this.parents = grown(this.parents, new Int32Array(capacity));
      const leaves = this.leaves.BYTES_PER_ELEMENT === 2 ? Uint16Array : Uint32Array;
      this.leaves = grown(this.leaves, new leaves(capacity));
    }
    const nextWords = (this.nextCount + more) * this.words;
    if (nextWords > this.next.length) {
      const capacity = Math.max(nextWords, Math.ceil(1.5 * this.next.length));
      this.next = grown(this.next, new Int32Array(capacity));
    }
  }
}

function grown<T extends Int32Array | Leaves>(old: T, bigger: T): T {
  bigger.set(old);
  return bigger;
}

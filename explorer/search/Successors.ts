import { type Compiled, leadsOn } from "../compile/index.ts";
import { type Batch, newBatch } from "./StateTable.ts";

const batchCapacity = 1 << 16;

/** Expands states of a level, chunk by chunk, with the code that was emitted as JavaScript. */
export class Successors {
  readonly batch: Batch;
  /** States whose successors fit into the batch for certain. */
  readonly chunk: number;
  private readonly compiled: Compiled;

  constructor(compiled: Compiled) {
    const capacity = Math.max(batchCapacity, compiled.fanout);
    this.compiled = compiled;
    this.batch = newBatch(compiled.layout.words, capacity);
    this.chunk = Math.floor(capacity / Math.max(1, compiled.fanout));
  }

  /** Fills the batch with the successors of at most a chunk of states: how many? */
  expand(level: Int32Array, from: number, to: number): number {
    const { states, parent, leaf } = this.batch;
    let n = 0;
    for (const expand of this.compiled.expanders) {
      n = expand(level, from, to, states, parent, leaf, n);
    }
    return n;
  }

  /** Calls `look` with how many successors the batch holds; their parents are places in the level. */
  each(level: Int32Array, from: number, to: number, look: (n: number) => void): void {
    for (let first = from; first < to; first += this.chunk) {
      look(this.expand(level, first, Math.min(to, first + this.chunk)));
    }
  }

  /** Takes out of the batch what leads to no state, and what is not wanted. How many are left? */
  keepStates(n: number, isWanted: (i: number) => boolean): number {
    const { leaf } = this.batch;
    return this.keep(n, (i) => this.leadsOn(leaf[i]) && isWanted(i));
  }

  /** Takes out of the batch what is not wanted, asked of each in their order. How many are left? */
  keep(n: number, isWanted: (i: number) => boolean): number {
    const { states, parent, leaf } = this.batch;
    const { words } = this.compiled.layout;
    let kept = 0;
    for (let i = 0; i < n; i += 1) {
      if (!isWanted(i)) continue;
      if (kept < i) states.copyWithin(kept * words, i * words, (i + 1) * words);
      parent[kept] = parent[i];
      leaf[kept] = leaf[i];
      kept += 1;
    }
    return kept;
  }

  /** Does a transition lead to a state? */
  leadsOn(leaf: number): boolean {
    return leadsOn(this.compiled.transitions[leaf]);
  }
}

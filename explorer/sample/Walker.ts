import { type Compiled, initialState } from "../compile/index.ts";
import { type Batch, newBatch } from "../search/index.ts";

/** One walk through a system, a step at a time, on compiled code. */
export class Walker {
  readonly moves: { readonly actor: number; readonly choices: readonly number[] }[] = [];
  private readonly compiled: Compiled;
  private readonly batch: Batch;
  private state: Int32Array;
  /** Of the last expansion: how many successors the batch holds, and of which expander. */
  private expanded = { by: -1, count: 0 };

  constructor(compiled: Compiled, batch = newBatch(compiled.layout.words, compiled.fanout + 1)) {
    this.compiled = compiled;
    this.batch = batch;
    this.state = initialState(compiled);
  }

  get key(): string {
    return this.state.join();
  }

  /** In how many ways can this expander's actor go on? */
  options(by: number): number {
    const { states, parent, leaf } = this.batch;
    const count = this.compiled.expanders[by](this.state, 0, 1, states, parent, leaf, 0);
    this.expanded = { by, count };
    return count;
  }

  /** Takes one of the options; gives the ids of the properties that it breaks. */
  take(by: number, option: number): string[] {
    if (this.expanded.by !== by) this.options(by);
    const { words } = this.compiled.layout;
    const { states, leaf } = this.batch;
    const before = this.state;
    this.state = states.slice(option * words, (option + 1) * words);
    const transition = this.compiled.transitions[leaf[option]];
    this.moves.push({ actor: transition.actor.index, choices: transition.choices });
    this.expanded = { by: -1, count: 0 };
    return this.broken(before, transition.id);
  }

  private broken(before: Int32Array, transition: number): string[] {
    const { state } = this;
    return this.compiled.properties
      .filter(({ violated }) =>
        violated.over === "states"
          ? violated.find(state, 0, 1) === 0
          : violated.find(before, state, zero, Int32Array.of(transition), 1, violated.relevant) ===
            0,
      )
      .map(({ id }) => id);
  }
}

const zero = new Int32Array(1);

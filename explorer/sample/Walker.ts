import type { Compiled, CompiledProperty } from "../compile/index.ts";
import { type Batch, newBatch } from "../search/index.ts";

/** One walk through a system, a step at a time, on compiled code. */
export class Walker {
  readonly moves: { readonly actor: number; readonly choices: readonly number[] }[] = [];
  private readonly compiled: Compiled;
  private readonly batch: Batch;
  private state: Int32Array;
  /** Of the last expansion: whose it was, and where in the batch its successors lie. */
  private expanded: { readonly by: number; readonly at: readonly number[] } = { by: -1, at: [] };

  constructor(compiled: Compiled, batch = newBatch(compiled.layout.words, compiled.fanout + 1)) {
    this.compiled = compiled;
    this.batch = batch;
    this.state = compiled.initial;
  }

  get key(): string {
    return this.state.join();
  }

  /** In how many ways can this expander's actor go on, without breaking a rule of the language? */
  options(by: number): number {
    const { states, parent, leaf } = this.batch;
    const count = this.compiled.expanders[by](this.state, 0, 1, states, parent, leaf, 0);
    const at = Array.from({ length: count }, (_, option) => option).filter((option) => {
      const { error, outOfScope } = this.compiled.transitions[leaf[option]];
      return error === null && outOfScope === null;
    });
    this.expanded = { by, at };
    return at.length;
  }

  /** Takes one of the options; gives the ids of the properties that it breaks. */
  take(by: number, option: number): string[] {
    if (this.expanded.by !== by) this.options(by);
    const { words } = this.compiled.layout;
    const { states, leaf } = this.batch;
    const at = this.expanded.at[option];
    const before = this.state;
    this.state = states.slice(at * words, (at + 1) * words);
    const transition = leaf[at];
    const { actor, parts } = this.compiled.transitions[transition];
    this.moves.push(...parts.map(({ choices }) => ({ actor: actor.index, choices })));
    this.expanded = { by: -1, at: [] };
    return this.compiled.properties
      .filter((property) => this.isBroken(property, before, transition))
      .map(({ id }) => id);
  }

  private isBroken({ holds }: CompiledProperty, before: Int32Array, transition: number): boolean {
    if (holds.over === "states") return holds.isFalse(this.state, 0, 1) === 0;
    const leaf = Int32Array.of(transition);
    return holds.isFalse(before, this.state, zero, leaf, 1, holds.relevant) === 0;
  }
}

const zero = new Int32Array(1);

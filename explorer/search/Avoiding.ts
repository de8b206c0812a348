import type { Compiled, CompiledProperty } from "../compile/index.ts";
import { isHome } from "./isHome.ts";
import { StateTable } from "./StateTable.ts";
import { Successors } from "./Successors.ts";

/** Asks of one property what could have been otherwise. Null: there are more states than `maxStates`. */
export class Avoiding {
  private readonly compiled: Compiled;
  private readonly property: CompiledProperty;
  private readonly maxStates: number;
  private readonly successors: Successors;

  constructor(compiled: Compiled, id: string, maxStates: number) {
    const property = compiled.properties.find((one) => one.id === id);
    if (property === undefined) throw new Error(`the system has no property ${id}`);
    this.compiled = compiled;
    this.property = property;
    this.maxStates = maxStates;
    this.successors = new Successors(compiled);
  }

  /** Is it ever broken if these transitions are never taken? */
  isBrokenWithout(isSkipped: (leaf: number) => boolean): boolean | null {
    const { leaf } = this.successors.batch;
    return this.visit(this.compiled.initial, (level, n) => {
      const kept = this.successors.keepStates(n, (i) => !isSkipped(leaf[i]));
      return this.firstBroken(level, 0, kept) >= 0 ? "found" : kept;
    });
  }

  /**
   * Does some run from a state bring every actor back to where it began, and keep it all the way? If not, it can
   * only be broken from there, or never come to rest.
   */
  canBeKept(from: Int32Array): boolean | null {
    if (isHome(this.compiled, from, 0)) return true;
    const { words } = this.compiled.layout;
    const { states } = this.successors.batch;
    return this.visit(from, (level, n) => {
      const broken = new Set<number>();
      for (let i = this.firstBroken(level, 0, n); i >= 0; i = this.firstBroken(level, i + 1, n)) {
        broken.add(i);
      }
      const kept = this.successors.keepStates(n, (i) => !broken.has(i));
      for (let i = 0; i < kept; i += 1) {
        if (isHome(this.compiled, states, i * words)) return "found";
      }
      return kept;
    });
  }

  /** Breadth first from a state; `look` says how many of the batch stay, or that the answer is yes. */
  private visit(
    from: Int32Array,
    look: (level: Int32Array, n: number) => number | "found",
  ): boolean | null {
    const { words } = this.compiled.layout;
    const { batch } = this.successors;
    const table = new StateTable(words, this.compiled.transitions.length);
    batch.states.set(from);
    batch.parent[0] = -1;
    table.reserve(1);
    table.insert(batch, 1);
    table.nextLevel();
    let isFound = false;
    while (!isFound && table.levelEnd > table.levelStart) {
      if (table.count > this.maxStates) return null;
      const level = table.level.slice(0, (table.levelEnd - table.levelStart) * words);
      this.successors.each(level, 0, table.levelEnd - table.levelStart, (n) => {
        const kept = isFound ? "found" : look(level, n);
        isFound ||= kept === "found";
        if (kept === "found") return;
        table.reserve(kept);
        table.insert(batch, kept);
      });
      table.nextLevel();
    }
    return isFound;
  }

  /** The first of the batch from there on that breaks it, or -1. */
  private firstBroken(level: Int32Array, from: number, n: number): number {
    const { holds } = this.property;
    const { states, parent, leaf } = this.successors.batch;
    if (from >= n) return -1;
    if (holds.over === "states") return holds.isFalse(states, from, n);
    const { words } = this.compiled.layout;
    const rest = [
      states.subarray(from * words),
      parent.subarray(from),
      leaf.subarray(from),
    ] as const;
    const found = holds.isFalse(level, ...rest, n - from, holds.relevant);
    return found < 0 ? -1 : from + found;
  }
}

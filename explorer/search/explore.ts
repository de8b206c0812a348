import type { Compiled, CompiledProperty, Transition } from "../compile/index.ts";
import { initialState } from "../compile/index.ts";
import { type Batch, newBatch, StateTable } from "./StateTable.ts";

/** Where to stop. A search that stops at a bound is incomplete: it never says "holds". */
export interface Bounds {
  readonly maxStates?: number;
  /** In steps from the initial state. */
  readonly maxDepth?: number;
  readonly maxSeconds?: number;
  /** For the state table, in bytes. */
  readonly maxMemory?: number;
}

export type BoundHit = "states" | "depth" | "time" | "memory";

/** Where a property fails: a state, or a transition from one. */
export interface Violation {
  readonly state: number;
  /** For a property of steps: the transition out of `state` that breaks it. */
  readonly transition: number | null;
}

export interface PropertyResult {
  readonly id: string;
  readonly violation: Violation | null;
  /** A state in which its antecedent is true, or -1. */
  readonly witness: number;
}

export interface Exploration {
  readonly table: StateTable;
  readonly states: number;
  readonly transitions: number;
  /** The number of the last level: the longest of all shortest paths. */
  readonly depth: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Null if every reachable state was visited. */
  readonly bound: BoundHit | null;
  readonly properties: readonly PropertyResult[];
  /** For each cover a state that reaches it, or -1. */
  readonly covers: readonly { readonly id: string; readonly state: number }[];
  /** The first state in which nothing can happen although some actor has not finished, or -1. */
  readonly deadlock: number;
  /** By transition: was it ever taken? */
  readonly taken: Uint8Array;
}

export interface Progress {
  readonly states: number;
  readonly depth: number;
  readonly frontier: number;
}

const batchCapacity = 1 << 16;

/** Visits every reachable state, breadth first, level by level, and checks the properties of each. */
export function explore(
  compiled: Compiled,
  bounds: Bounds = {},
  onLevel: (progress: Progress) => void = () => {},
): Exploration {
  const search = new Search(compiled, bounds);
  while (search.bound === null && search.frontier > 0) {
    search.level();
    onLevel({ states: search.table.count, depth: search.depth, frontier: search.frontier });
  }
  return search.result();
}

class Search {
  readonly table: StateTable;
  depth = 0;
  bound: BoundHit | null = null;
  private readonly compiled: Compiled;
  private readonly bounds: Bounds;
  private readonly batch: Batch;
  /** States whose successors fit into one batch for certain. */
  private readonly chunk: number;
  private readonly start = performance.now();
  private readonly checks: PropertyCheck[];
  private readonly covers: { id: string; state: number }[];
  private readonly taken: Uint8Array;
  private readonly moved: Uint8Array;
  /** Transitions that break a rule of the language: none may be taken. */
  private readonly errors: readonly Transition[];
  private transitions = 0;
  private deadlock = -1;

  constructor(compiled: Compiled, bounds: Bounds) {
    this.compiled = compiled;
    this.bounds = bounds;
    this.table = new StateTable(compiled.layout.words, compiled.transitions.length);
    this.batch = newBatch(compiled.layout.words, Math.max(batchCapacity, compiled.fanout));
    this.chunk = Math.floor(this.batch.parent.length / Math.max(1, compiled.fanout));
    this.checks = compiled.properties.map((property) => new PropertyCheck(property));
    this.covers = compiled.covers.map(({ id }) => ({ id, state: -1 }));
    this.taken = new Uint8Array(compiled.transitions.length);
    this.errors = compiled.transitions.filter(({ error }) => error !== null);
    this.moved = new Uint8Array(this.chunk);
    this.batch.states.set(initialState(compiled));
    this.batch.parent[0] = -1;
    this.table.reserve(1);
    this.table.insert(this.batch, 1);
    this.table.nextLevel();
    this.look();
  }

  get frontier(): number {
    return this.table.levelEnd - this.table.levelStart;
  }

  /** Expands every state of the newest level; what is new becomes the next level. */
  level(): void {
    if (this.depth >= (this.bounds.maxDepth ?? Number.POSITIVE_INFINITY)) {
      this.bound = "depth";
      return;
    }
    const { table, frontier, chunk } = this;
    let from = 0;
    for (; from < frontier && this.bound === null; from += chunk) {
      this.expand(from, Math.min(frontier, from + chunk));
      this.bound ??= this.boundHit();
    }
    table.nextLevel();
    if (this.frontier > 0) this.depth += 1;
    else if (from >= frontier && this.bound !== "memory") this.bound = null; // Met at the very end.
    this.look();
  }

  private expand(from: number, to: number): void {
    const { table, batch } = this;
    let n = 0;
    for (const expand of this.compiled.expanders) {
      n = expand(table.level, from, to, batch.states, batch.parent, batch.leaf, n);
    }
    this.transitions += n;
    for (const check of this.checks) check.lookAtSteps(table, batch, n);
    this.note(from, to, n);
    if (this.makeRoom(n)) table.insert(batch, n);
  }

  /** False, and the search is over, if the system has no memory left. */
  private makeRoom(n: number): boolean {
    try {
      this.table.reserve(n);
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.bound = "memory";
      return false;
    }
  }

  /** Which transitions were taken, and is there a state that none leaves? */
  private note(from: number, to: number, n: number): void {
    const { taken, moved, batch } = this;
    moved.fill(0, 0, to - from);
    for (let i = 0; i < n; i += 1) {
      taken[batch.leaf[i]] = 1;
      moved[batch.parent[i] - from] = 1;
    }
    for (const { id, error } of this.errors) {
      if (error !== null && taken[id] === 1) throw error;
    }
    if (this.deadlock >= 0) return;
    const { level, levelStart, words } = this.table;
    for (let at = from; at < to; at += 1) {
      if (moved[at - from] !== 0) continue;
      if (isFinished(this.compiled, level.subarray(at * words, (at + 1) * words))) continue;
      this.deadlock = levelStart + at;
      return;
    }
  }

  /** Checks the states of the newest level. */
  private look(): void {
    const { level, levelStart } = this.table;
    for (const check of this.checks) check.lookAtStates(this.table);
    this.covers.forEach((cover, at) => {
      if (cover.state >= 0) return;
      const found = this.compiled.covers[at].reached(level, 0, this.frontier);
      if (found >= 0) cover.state = levelStart + found;
    });
  }

  private boundHit(): BoundHit | null {
    const { maxStates, maxSeconds, maxMemory } = this.bounds;
    if (maxStates !== undefined && this.table.count > maxStates) return "states";
    if (maxSeconds !== undefined && performance.now() - this.start > 1000 * maxSeconds)
      return "time";
    const next = this.table.bytesWith(this.batch.parent.length);
    return maxMemory !== undefined && next > maxMemory ? "memory" : null;
  }

  result(): Exploration {
    return {
      table: this.table,
      states: this.table.count,
      transitions: this.transitions,
      depth: this.depth,
      seconds: (performance.now() - this.start) / 1000,
      bytes: this.table.bytes,
      bound: this.bound,
      properties: this.checks.map((check) => check.result()),
      covers: this.covers,
      deadlock: this.deadlock,
      taken: this.taken,
    };
  }
}

/** Looks for the first violation and the first witness of one property. */
class PropertyCheck {
  private readonly property: CompiledProperty;
  private violation: Violation | null = null;
  private witness = -1;

  constructor(property: CompiledProperty) {
    this.property = property;
  }

  lookAtStates({ level, levelStart, levelEnd }: StateTable): void {
    const { antecedent, violated } = this.property;
    const size = levelEnd - levelStart;
    if (this.witness < 0) {
      const found = antecedent(level, 0, size);
      if (found >= 0) this.witness = levelStart + found;
    }
    if (this.violation !== null || violated.over !== "states") return;
    const found = violated.find(level, 0, size);
    if (found >= 0) this.violation = { state: levelStart + found, transition: null };
  }

  lookAtSteps({ level, levelStart }: StateTable, batch: Batch, n: number): void {
    const { violated } = this.property;
    if (this.violation !== null || violated.over !== "steps") return;
    const { parent, leaf } = batch;
    const at = violated.find(level, batch.states, parent, leaf, n, violated.relevant);
    if (at < 0) return;
    this.violation = { state: levelStart + parent[at], transition: leaf[at] };
  }

  result(): PropertyResult {
    return { id: this.property.id, violation: this.violation, witness: this.witness };
  }
}

function isFinished({ unfolded, layout }: Compiled, words: Int32Array): boolean {
  return unfolded.program.actors.every(({ pc, positions }) => {
    const { word, shift, mask } = layout.placeOf(pc);
    return positions[(words[word] >>> shift) & mask].step === null;
  });
}

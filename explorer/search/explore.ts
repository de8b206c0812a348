import type { Compiled, Independence } from "../compile/index.ts";
import { CoverCheck, type CoverResult } from "./CoverCheck.ts";
import { isFinished, isStuck } from "./isStuck.ts";
import type { Location } from "./Location.ts";
import { PropertyCheck, type PropertyResult } from "./PropertyCheck.ts";
import { type Batch, newBatch, StateTable } from "./StateTable.ts";

/** Where to stop. A search that stops at a bound is incomplete: it never says "holds". */
export interface Bounds {
  readonly maxStates?: number;
  /** In transitions from the initial state. */
  readonly maxDepth?: number;
  readonly maxSeconds?: number;
  /** For the state table, in bytes. */
  readonly maxMemory?: number;
  /** Stop as soon as all these are found: ids of properties, "deadlock", "error". */
  readonly until?: readonly string[];
  /** Stop where this says so; asked before each level. */
  readonly stop?: () => boolean;
  /** False looks up every transition, also those that cannot lead to anything new. */
  readonly sleep?: boolean;
  /** Stop where this is aborted: asked again and again, also in the middle of a level. */
  readonly signal?: AbortSignal;
}

/** Why a search is not complete: its bounds (`until` and `stop` among them), a scope too small, an error of the model. */
export type BoundHit =
  | "states"
  | "depth"
  | "time"
  | "memory"
  | "scope"
  | "error"
  | "until"
  | "interrupted";

/** What a search found. It holds every state: `table` is large. */
export interface Exploration {
  readonly table: StateTable;
  readonly states: number;
  readonly transitions: number;
  /** Of how many transitions it was looked up where they lead: the others are asleep. */
  readonly lookups: number;
  /** The number of the last level: the longest of all shortest paths. */
  readonly depth: number;
  readonly seconds: number;
  /** Of the table. */
  readonly bytes: number;
  /** Null if every reachable state was visited, and every step could be taken. */
  readonly bound: BoundHit | null;
  readonly properties: readonly PropertyResult[];
  readonly covers: readonly CoverResult[];
  /** The first state in which nothing can happen although some actor has not finished, or -1. */
  readonly deadlock: number;
  /** The first step that breaks a rule of the language, with the state that it is taken from. */
  readonly error: Location | null;
  /** The first step that wants more than the scope has. */
  readonly outOfScope: Location | null;
  /** By transition: was it ever taken? */
  readonly taken: Uint8Array;
}

/** How far a search is, after a level. */
export interface Progress
  extends Pick<Exploration, "states" | "transitions" | "depth" | "seconds" | "bytes"> {
  readonly frontier: number;
  /** Its newest level is the frontier. */
  readonly table: StateTable;
}

const batchCapacity = 1 << 16;

/**
 * Visits every reachable state, breadth first, level by level, and checks the properties of each. Told of
 * each level are the states so far, its number, and how many states it has. It throws nothing: errors of the
 * model are in the result, and where memory ends it stops with that bound.
 */
export function explore<S>(
  compiled: Compiled<S>,
  bounds: Bounds = {},
  onLevel: (progress: Progress) => void = () => {},
): Exploration {
  const search = new Search(compiled as Compiled, bounds);
  for (const _ of partsOf(search, onLevel));
  return search.result();
}

/** After so long others have a turn: nobody sees that they wait. */
const turnMilliseconds = 40;

/**
 * The same search, in turns with whatever else the program does meanwhile: so that somebody can abort the signal
 * of its bounds.
 */
export async function exploreInTurns<S>(
  compiled: Compiled<S>,
  bounds: Bounds = {},
  onLevel: (progress: Progress) => void = () => {},
): Promise<Exploration> {
  const search = new Search(compiled as Compiled, bounds);
  let last = performance.now();
  for (const _ of partsOf(search, onLevel)) {
    if (performance.now() - last < turnMilliseconds) continue;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  }
  return search.result();
}

/** Searches until the end, and stops after each chunk of states. */
function* partsOf(search: Search, onLevel: (progress: Progress) => void): Generator<void> {
  while (search.bound === null && search.frontier > 0 && !search.hasFound) {
    yield* search.level();
    onLevel(search.progress);
  }
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
  private readonly covers: CoverCheck[];
  private readonly taken: Uint8Array;
  private readonly moved: Uint8Array;
  /** By transition: 1 if it breaks a rule, 2 if it leaves the scope; null if none does. */
  private readonly ends: Uint8Array | null;
  /** Starts of what breaks a rule or leaves the scope, in the chunk at hand: from where, and which. */
  private endedStarts: { readonly parent: number; readonly leaf: number }[] = [];
  private readonly independence: Independence | null;
  private transitions = 0;
  private lookups = 0;
  private deadlock = -1;
  private error: Location | null = null;
  private outOfScope: Location | null = null;

  constructor(compiled: Compiled, bounds: Bounds) {
    this.compiled = compiled;
    this.bounds = bounds;
    this.table = new StateTable(compiled.layout.words, compiled.transitions.length);
    this.batch = newBatch(compiled.layout.words, Math.max(batchCapacity, compiled.fanout));
    this.chunk = Math.floor(this.batch.parent.length / Math.max(1, compiled.fanout));
    this.checks = compiled.properties.map((property) => new PropertyCheck(property));
    this.covers = compiled.covers.map(({ id, reached }) => new CoverCheck(id, reached));
    this.taken = new Uint8Array(compiled.transitions.length);
    this.moved = new Uint8Array(this.chunk);
    this.ends = endsOf(compiled);
    this.independence = bounds.sleep === false ? null : compiled.independence();
    this.batch.states.set(compiled.initial);
    this.batch.parent[0] = -1;
    this.batch.leaf[0] = compiled.transitions.length;
    this.table.reserve(1);
    this.table.insert(this.batch, 1);
    this.table.nextLevel();
    this.look();
  }

  get frontier(): number {
    return this.table.levelEnd - this.table.levelStart;
  }

  /** Was all that the search is for found? */
  get hasFound(): boolean {
    const { until, stop } = this.bounds;
    return (until?.every((id) => this.isFound(id)) ?? false) || (stop?.() ?? false);
  }

  private isFound(id: string): boolean {
    if (id === "deadlock") return this.deadlock >= 0;
    if (id === "error") return this.error !== null;
    return this.checks.some((check) => check.id === id && check.isViolated);
  }

  /** Expands every state of the newest level; what is new becomes the next level. */
  *level(): Generator<void> {
    if (this.depth >= (this.bounds.maxDepth ?? Number.POSITIVE_INFINITY)) {
      this.bound = "depth";
      return;
    }
    const { table, frontier, chunk } = this;
    let from = 0;
    for (; from < frontier && this.bound === null; from += chunk) {
      this.expand(from, Math.min(frontier, from + chunk));
      this.bound ??= this.boundHit();
      yield;
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
    this.moved.fill(0, 0, to - from);
    this.endedStarts = [];
    if (this.ends !== null) n = this.withoutEnds(this.ends, from, n);
    this.transitions += n;
    for (const check of this.checks) check.lookAtSteps(table, batch, n);
    this.note(from, to, n);
    if (this.independence !== null) n = this.awake(this.independence, n);
    this.lookups += n;
    if (this.makeRoom(n)) table.insert(batch, n);
  }

  /** Takes out of the batch what leads to no state: errors, and steps out of the scope. */
  private withoutEnds(ends: Uint8Array, from: number, n: number): number {
    const { batch, taken, moved, table } = this;
    const { isStart } = this.compiled;
    const { states, parent, leaf } = batch;
    const { words } = this.table;
    let kept = 0;
    for (let i = 0; i < n; i += 1) {
      const end = ends[leaf[i]];
      if (end === 0) {
        if (kept < i) states.copyWithin(kept * words, i * words, (i + 1) * words);
        parent[kept] = parent[i];
        leaf[kept] = leaf[i];
        kept += 1;
        continue;
      }
      taken[leaf[i]] = 1;
      if (isStart[leaf[i]] === 0) moved[parent[i] - from] = 1;
      else this.endedStarts.push({ parent: parent[i], leaf: leaf[i] });
      const place = { state: table.levelStart + parent[i], transition: leaf[i] };
      if (end === 1) this.error ??= place;
      else this.outOfScope ??= place;
    }
    return kept;
  }

  /** Takes out of the batch what is asleep: a state that another transition leads to as soon. */
  private awake({ classOf, rows, stride }: Independence, n: number): number {
    const { states, parent, leaf } = this.batch;
    const { words, leaves, levelStart } = this.table;
    let kept = 0;
    for (let i = 0; i < n; i += 1) {
      const one = classOf[leaf[i]];
      const row = classOf[leaves[levelStart + parent[i]]] * stride;
      if (((rows[row + (one >> 5)] >>> (one & 31)) & 1) === 1) continue;
      for (let word = 0; word < words; word += 1) {
        states[kept * words + word] = states[i * words + word];
      }
      parent[kept] = parent[i];
      leaf[kept] = leaf[i];
      kept += 1;
    }
    return kept;
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
    const { isStart } = this.compiled;
    const hasStarts = this.compiled.starts.length > 0;
    for (let i = 0; i < n; i += 1) {
      const id = batch.leaf[i];
      taken[id] = 1;
      // A start counts only if its actor could not have chosen something that waits.
      if (!hasStarts || isStart[id] === 0) moved[batch.parent[i] - from] = 1;
    }
    if (this.deadlock < 0) this.deadlock = this.findDeadlock(from, to, n);
  }

  /** The first state of a chunk that nothing but starts leaves, and that is a deadlock; or -1. */
  private findDeadlock(from: number, to: number, n: number): number {
    const { compiled, moved, batch } = this;
    const { level, levelStart, words } = this.table;
    const still = new Map<number, Set<number>>();
    for (let at = from; at < to; at += 1) {
      if (moved[at - from] !== 0 || isFinished(compiled, level, at * words)) continue;
      if (compiled.starts.length === 0) return levelStart + at;
      still.set(at, new Set());
    }
    for (let i = 0; i < (still.size === 0 ? 0 : n); i += 1) {
      still.get(batch.parent[i])?.add(compiled.transitions[batch.leaf[i]].actor.index);
    }
    for (const { parent, leaf } of this.endedStarts) {
      still.get(parent)?.add(compiled.transitions[leaf].actor.index);
    }
    for (const [at, actors] of still) {
      if (isStuck(compiled, actors, level, at * words)) return levelStart + at;
    }
    return -1;
  }

  /** Checks the states of the newest level. */
  private look(): void {
    for (const check of this.checks) check.lookAtStates(this.table);
    for (const cover of this.covers) cover.lookAtStates(this.table);
  }

  private boundHit(): BoundHit | null {
    const { maxStates, maxSeconds, maxMemory, signal } = this.bounds;
    if (signal?.aborted) return "interrupted";
    if (maxStates !== undefined && this.table.count > maxStates) return "states";
    if (maxSeconds !== undefined && this.seconds > maxSeconds) return "time";
    const next = this.table.bytesWith(this.batch.parent.length);
    return maxMemory !== undefined && next > maxMemory ? "memory" : null;
  }

  private get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  get progress(): Progress {
    const { table, transitions, depth, frontier, seconds } = this;
    const { count: states, bytes } = table;
    return { states, transitions, depth, frontier, seconds, bytes, table };
  }

  result(): Exploration {
    const { table, transitions, lookups, depth, seconds, deadlock, error, outOfScope, taken } =
      this;
    const isLeft = this.bound === null && this.frontier > 0;
    const beyond =
      error !== null ? "error" : outOfScope !== null ? "scope" : isLeft ? "until" : null;
    return {
      table,
      states: table.count,
      transitions,
      lookups,
      depth,
      seconds,
      bytes: table.bytes,
      bound: this.bound ?? beyond,
      properties: this.checks.map((check) => check.result(taken)),
      covers: this.covers.map((cover) => cover.result()),
      deadlock,
      error,
      outOfScope,
      taken,
    };
  }
}

function endsOf({ transitions }: Compiled): Uint8Array | null {
  const ends = Uint8Array.from(transitions, ({ error, outOfScope }) =>
    error !== null ? 1 : outOfScope !== null ? 2 : 0,
  );
  return ends.some((end) => end !== 0) ? ends : null;
}

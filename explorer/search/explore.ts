import type { Compiled } from "../compile/index.ts";
import type { CoverResult } from "./CoverCheck.ts";
import type { Engine, EngineName } from "./Engine.ts";
import { engineFor } from "./engineFor.ts";
import type { Levels } from "./Levels.ts";
import type { Location } from "./Location.ts";
import type { PropertyResult } from "./PropertyCheck.ts";
import { type Recording, Replay } from "./Replay.ts";

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
  /** Begin where an earlier search of the same system, engine and rule was: a `MisfitError` if it was of another. */
  readonly recording?: Recording;
  /** The engine: WebAssembly unless it is said otherwise, or there is none. */
  readonly engine?: EngineName;
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
  readonly engine: EngineName;
  readonly table: Levels;
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
  extends Pick<Exploration, "states" | "transitions" | "depth" | "seconds" | "bytes" | "bound"> {
  readonly frontier: number;
  /** Its newest level is the frontier. */
  readonly table: Levels;
}

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
  depth = 0;
  bound: BoundHit | null = null;
  private readonly engine: Engine;
  private readonly bounds: Bounds;
  private readonly replay: Replay | null;
  private readonly start = performance.now();

  constructor(compiled: Compiled, bounds: Bounds) {
    this.bounds = bounds;
    this.engine = engineFor(compiled, bounds);
    this.replay = bounds.recording === undefined ? null : new Replay(bounds.recording);
    this.engine.nextLevel();
  }

  get table(): Levels {
    return this.engine.table;
  }

  get frontier(): number {
    return this.table.levelEnd - this.table.levelStart;
  }

  /** Was all that the search is for found? */
  get hasFound(): boolean {
    const { until, stop } = this.bounds;
    return (until?.every((id) => this.engine.found.has(id)) ?? false) || (stop?.() ?? false);
  }

  /** Expands every state of the newest level; what is new becomes the next level. */
  *level(): Generator<void> {
    if (this.depth >= (this.bounds.maxDepth ?? Number.POSITIVE_INFINITY)) {
      this.bound = "depth";
      return;
    }
    const { frontier } = this;
    const { chunk } = this.engine;
    const replay = this.replay?.has(this.depth + 1) ? this.replay : null;
    let from = 0;
    for (; from < frontier && this.bound === null; from += chunk) {
      this.expand(from, Math.min(frontier, from + chunk), replay);
      this.bound ??= this.boundHit();
      yield;
    }
    this.engine.nextLevel();
    if (this.bound === null) replay?.assertEnd(this.depth + 1, this.table.levelEnd);
    if (this.frontier > 0) this.depth += 1;
    else if (from >= frontier && this.bound !== "memory") this.bound = null; // Met at the very end.
  }

  /** The search is over if the system has no memory left. */
  private expand(from: number, to: number, replay: Replay | null): void {
    try {
      this.engine.expand(from, to, replay);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.bound = "memory";
    }
  }

  private boundHit(): BoundHit | null {
    const { maxStates, maxSeconds, maxMemory, signal } = this.bounds;
    if (signal?.aborted) return "interrupted";
    if (maxStates !== undefined && this.table.count > maxStates) return "states";
    if (maxSeconds !== undefined && this.seconds > maxSeconds) return "time";
    return maxMemory !== undefined && this.engine.mostBytes > maxMemory ? "memory" : null;
  }

  private get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  get progress(): Progress {
    const { table, depth, frontier, seconds, bound } = this;
    const { transitions } = this.engine.found;
    const { count: states, bytes } = table;
    return { states, transitions, depth, frontier, seconds, bytes, bound, table };
  }

  result(): Exploration {
    const { table, depth, seconds } = this;
    const { name, found } = this.engine;
    const { transitions, lookups, deadlock, error, outOfScope, taken, checks, covers } = found;
    const isLeft = this.bound === null && this.frontier > 0;
    const beyond =
      error !== null ? "error" : outOfScope !== null ? "scope" : isLeft ? "until" : null;
    return {
      engine: name,
      table,
      states: table.count,
      transitions,
      lookups,
      depth,
      seconds,
      bytes: table.bytes,
      bound: this.bound ?? beyond,
      properties: checks.map((check) => check.result(taken)),
      covers: covers.map((cover) => cover.result()),
      deadlock,
      error,
      outOfScope,
      taken,
    };
  }
}

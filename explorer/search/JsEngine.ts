import type { Compiled, Independence } from "../compile/index.ts";
import { CoverCheck } from "./CoverCheck.ts";
import type { Engine } from "./Engine.ts";
import { Findings } from "./Findings.ts";
import { isFinished, isStuck } from "./isStuck.ts";
import { PropertyCheck } from "./PropertyCheck.ts";
import type { Replay } from "./Replay.ts";
import { type Batch, StateTable } from "./StateTable.ts";
import { Successors } from "./Successors.ts";

/** Searches with the code that was emitted as JavaScript, actor by actor. */
export class JsEngine implements Engine {
  readonly name = "js";
  readonly table: StateTable;
  readonly found: Findings;
  private readonly compiled: Compiled;
  private readonly successors: Successors;
  private readonly batch: Batch;
  private readonly moved: Uint8Array;
  /** By transition: 1 if it breaks a rule, 2 if it leaves the scope; null if none does. */
  private readonly ends: Uint8Array | null;
  /** Starts of what breaks a rule or leaves the scope, in the chunk at hand: from where, and which. */
  private endedStarts: { readonly parent: number; readonly leaf: number }[] = [];
  private readonly independence: Independence | null;

  constructor(compiled: Compiled, independence: Independence | null) {
    this.compiled = compiled;
    this.independence = independence;
    this.table = new StateTable(compiled.layout.words, compiled.transitions.length);
    this.successors = new Successors(compiled);
    this.batch = this.successors.batch;
    this.found = new Findings(
      compiled.properties.map((property) => new PropertyCheck(property)),
      compiled.covers.map(({ id, reached }) => new CoverCheck(id, reached)),
      compiled.transitions.length,
    );
    this.moved = new Uint8Array(this.chunk);
    this.ends = endsOf(compiled);
    this.batch.states.set(compiled.initial);
    this.batch.parent[0] = -1;
    this.batch.leaf[0] = compiled.transitions.length;
    this.table.reserve(1);
    this.table.insert(this.batch, 1);
  }

  get chunk(): number {
    return this.successors.chunk;
  }

  get mostBytes(): number {
    return this.table.bytesWith(this.batch.parent.length);
  }

  nextLevel(): void {
    this.table.nextLevel();
    const { level, levelStart, levelEnd } = this.table;
    this.found.lookAtStates(level, [0, levelEnd - levelStart], levelStart);
  }

  expand(from: number, to: number, replay: Replay | null): void {
    const { table, batch, found } = this;
    let n = this.successors.expand(table.level, from, to);
    this.moved.fill(0, 0, to - from);
    this.endedStarts = [];
    if (this.ends !== null) n = this.withoutEnds(this.ends, from, n);
    found.transitions += n;
    for (const check of found.checks) check.lookAtSteps(table, batch, n);
    this.note(from, to, n);
    if (this.independence !== null) n = this.awake(this.independence, n);
    found.lookups += n;
    if (replay !== null) n = this.takenBy(replay, n);
    table.reserve(n);
    table.insert(batch, n);
  }

  /** Takes out of the batch what leads to no state, and notes it: errors, and steps out of the scope. */
  private withoutEnds(ends: Uint8Array, from: number, n: number): number {
    const { batch, found, moved, table } = this;
    const { isStart } = this.compiled;
    return this.successors.keep(n, (i) => {
      const [parent, leaf] = [batch.parent[i], batch.leaf[i]];
      if (ends[leaf] === 0) return true;
      found.taken[leaf] = 1;
      if (isStart[leaf] === 0) moved[parent - from] = 1;
      else this.endedStarts.push({ parent, leaf });
      const place = { state: table.levelStart + parent, transition: leaf };
      if (ends[leaf] === 1) found.error ??= place;
      else found.outOfScope ??= place;
      return false;
    });
  }

  /** Takes out of the batch what is asleep: a state that another transition leads to as soon. */
  private awake({ classOf, rows, stride }: Independence, n: number): number {
    const { parent, leaf } = this.batch;
    const { leaves, levelStart } = this.table;
    return this.successors.keep(n, (i) => {
      const one = classOf[leaf[i]];
      const row = classOf[leaves[levelStart + parent[i]]] * stride;
      return ((rows[row + (one >> 5)] >>> (one & 31)) & 1) === 0;
    });
  }

  /** Takes out of the batch what was not new when it was recorded. */
  private takenBy(replay: Replay, n: number): number {
    const { parent, leaf } = this.batch;
    const { levelStart } = this.table;
    return this.successors.keep(n, (i) => replay.takes(levelStart + parent[i], leaf[i]));
  }

  /** Which transitions were taken, and is there a state that none leaves? */
  private note(from: number, to: number, n: number): void {
    const { found, moved, batch } = this;
    const { isStart } = this.compiled;
    const hasStarts = this.compiled.starts.length > 0;
    for (let i = 0; i < n; i += 1) {
      const id = batch.leaf[i];
      found.taken[id] = 1;
      // A start counts only if its actor could not have chosen something that waits.
      if (!hasStarts || isStart[id] === 0) moved[batch.parent[i] - from] = 1;
    }
    if (found.deadlock < 0) found.deadlock = this.findDeadlock(from, to, n);
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
}

function endsOf({ transitions }: Compiled): Uint8Array | null {
  const ends = Uint8Array.from(transitions, ({ error, outOfScope }) =>
    error !== null ? 1 : outOfScope !== null ? 2 : 0,
  );
  return ends.some((end) => end !== 0) ? ends : null;
}

import type { Leaves } from "./Levels.ts";

/** The whole levels of a search: of each state its parent and the transition from there, of each level its end. */
export interface Recording {
  readonly parents: Int32Array;
  readonly leaves: Leaves;
  readonly levelEnds: readonly number[];
}

/**
 * Makes the states of a recording again, in their order: of what an engine finds it keeps what was new then, so that
 * nothing is looked up twice, and everything else is found anew.
 */
export class Replay {
  private readonly recording: Recording;
  /** The initial state is there at once. */
  private next = 1;

  constructor(recording: Recording) {
    this.recording = recording;
  }

  /** Is the level of this number in the recording? */
  has(level: number): boolean {
    return level < this.recording.levelEnds.length;
  }

  /** Was this the next new state? By the number of its parent, and the transition. */
  takes(parent: number, leaf: number): boolean {
    const { parents, leaves } = this.recording;
    if (parents[this.next] !== parent || leaves[this.next] !== leaf) return false;
    this.next += 1;
    return true;
  }

  /** @throws {MisfitError} The level ends with another state than it did. */
  assertEnd(level: number, end: number): void {
    if (this.recording.levelEnds[level] !== end) throw new MisfitError();
  }
}

/** A recording is of another system, or of another engine. */
export class MisfitError extends Error {}

import type { Find } from "../compile/index.ts";
import type { Location } from "./Location.ts";

export interface CoverResult {
  readonly id: string;
  /** A state that reaches it, or -1. */
  readonly state: number;
  /** Where the cover itself threw an error. */
  readonly error: Location | null;
}

/** Looks for the first state that reaches a cover. */
export class CoverCheck {
  private readonly id: string;
  private readonly reached: { readonly isTrue: Find; readonly throws: Find | null };
  private state = -1;
  private error: Location | null = null;

  constructor(id: string, reached: { readonly isTrue: Find; readonly throws: Find | null }) {
    this.id = id;
    this.reached = reached;
  }

  /** Looks at the states `from` to `to`; the number is that of the state at place 0. */
  lookForState(states: Int32Array, from: number, to: number, first: number): void {
    if (this.state >= 0) return;
    const found = this.reached.isTrue(states, from, to);
    if (found >= 0) this.state = first + found;
  }

  /** Looks there for an error of its own. */
  lookForError(states: Int32Array, from: number, to: number, first: number): void {
    if (this.error !== null) return;
    const thrown = this.reached.throws?.(states, from, to) ?? -1;
    if (thrown >= 0) this.error = { state: first + thrown, transition: null };
  }

  result(): CoverResult {
    const { id, state, error } = this;
    return { id, state, error };
  }
}

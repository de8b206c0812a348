import type { CompiledPredicate } from "../compile/index.ts";
import type { Location } from "./Location.ts";
import type { StateTable } from "./StateTable.ts";

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
  private readonly reached: CompiledPredicate;
  private state = -1;
  private error: Location | null = null;

  constructor(id: string, reached: CompiledPredicate) {
    this.id = id;
    this.reached = reached;
  }

  lookAtStates({ level, levelStart, levelEnd }: StateTable): void {
    const size = levelEnd - levelStart;
    if (this.state < 0) {
      const found = this.reached.isTrue(level, 0, size);
      if (found >= 0) this.state = levelStart + found;
    }
    if (this.error !== null) return;
    const thrown = this.reached.throws?.(level, 0, size) ?? -1;
    if (thrown >= 0) this.error = { state: levelStart + thrown, transition: null };
  }

  result(): CoverResult {
    const { id, state, error } = this;
    return { id, state, error };
  }
}

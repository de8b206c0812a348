/** A variable of an exported model: one code, from 0 to `size` - 1. */
export interface Variable {
  readonly name: string;
  /** As the model writes it: `mm.P.pte.0.dirty`. */
  readonly path: string;
  readonly size: number;
  /** What it holds at the start. */
  readonly initial: number;
  /** What its codes mean, where that can be said and no constants say it: by code. */
  readonly meanings: readonly string[] | null;
  /** The constants that stand for its codes, by code; none where codes are written as numbers. */
  readonly constants: readonly string[];
}

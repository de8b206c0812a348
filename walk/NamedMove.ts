/** A step of a run by names, so that it can be tried on another system. */
export interface NamedMove {
  readonly actor: string;
  /** "procedure.step". */
  readonly place: string;
  /** What it chose, as it is written. */
  readonly chosen: readonly string[];
}

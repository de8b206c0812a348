/** Where something is so: a state, or a transition from one. */
export interface Location {
  /** By its number, in the order in which states were found. */
  readonly state: number;
  /** The transition out of `state`, by its number, if it is about one; else null. */
  readonly transition: number | null;
}

/** A step as somebody would have it. */
export interface Edit {
  /** "procedure.step". */
  readonly place: string;
  /** A function, as steps are written. */
  readonly text: string;
}

/** A name, and what is said of it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

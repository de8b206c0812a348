/** What one engine did with one model: a line of `npm run bench -- … --json`. */
export interface Measurement {
  readonly engine: string;
  readonly model: string;
  readonly states: number;
  readonly transitions: number;
  /** Of the search alone: compiling is not counted for any engine. */
  readonly seconds: number;
  /** The memory of the search, divided by its states; null if the run was too short to see it. */
  readonly bytesPerState: number | null;
}

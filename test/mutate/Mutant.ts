/** Which part of the project a mutant is in: each has a ratio of its own. */
export type Part = "model" | "laws" | "counterexamples";

/** One small change of one place of the source. */
export interface Mutant {
  /** How the instrumented code names it. */
  readonly id: number;
  readonly part: Part;
  readonly file: string;
  readonly line: number;
  /** The names around the place, outermost first: "folio_mkclean.rmap_walk_file". */
  readonly where: string;
  readonly was: string;
  readonly becomes: string;
}

/** What changes, and where, without the line. */
export type Change = Pick<Mutant, "file" | "where" | "was" | "becomes">;

/** What a mutant is called in the list of those that survive: it does not change when lines move. */
export function keyOf({ file, where, was, becomes }: Change): string {
  return `${file} ${where}: ${was} -> ${becomes}`;
}
